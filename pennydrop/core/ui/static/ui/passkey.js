// Says in words when a passkey or security key did not work; otherwise pressing the button seems to do nothing.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const main = document.querySelector("main");
  let said = main.querySelector("#key-problem");
  if (!said) {
    said = document.createElement("p");
    said.id = "key-problem";
    said.className = "notice late";
    said.setAttribute("role", "alert");
    main.prepend(said);
  }
  said.textContent =
    "The key did not answer. You may have stopped it, it may not be one of yours, or this browser cannot use keys here. Try again, or use another way.";
});
