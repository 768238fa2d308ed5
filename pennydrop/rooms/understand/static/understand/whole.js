// Without an answer to what was sent, it goes as it would without a script: the page that comes then
// is whole, and says what is wrong.

export function sendWhole(action, body) {
  const whole = Object.assign(document.createElement("form"), { method: "post", action, hidden: true });
  for (const [name, value] of body) whole.append(Object.assign(document.createElement("input"), { name, value }));
  document.body.append(whole);
  whole.submit();
}
