// Private codes on the phone: the same check digit as the server's (rules/codes.py; H. M. Damm,
// 2004), so that a slip is found while the card is still in somebody's hand.

const DAMM = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
];
const LENGTH = 16;

function checkDigit(digits) {
  return [...digits].reduce((interim, digit) => DAMM[interim][digit], "0");
}

// What is wrong with a code as typed; "" where nothing is.
export function codeProblem(typed) {
  const digits = digitsOf(typed);
  if (/[^\d\s-]/.test(typed)) return "A code has numbers only.";
  if (digits.length !== LENGTH) return `A code has 16 numbers. This has ${digits.length}.`;
  const right = checkDigit(digits.slice(0, -1)) === digits.at(-1);
  return right ? "" : "One of the numbers is not right. Check them against the card.";
}

export function digitsOf(typed) {
  return typed.replace(/\D/g, "");
}

export function freshCode() {
  const digits = [];
  while (digits.length < LENGTH - 1) {
    // Bytes above 249 are left out, so that every digit is as likely.
    digits.push(...crypto.getRandomValues(new Uint8Array(32)).filter((byte) => byte < 250));
  }
  const random = digits.slice(0, LENGTH - 1).map((byte) => byte % 10).join("");
  return (random + checkDigit(random)).replace(/(\d{4})(?=\d)/g, "$1 ");
}
