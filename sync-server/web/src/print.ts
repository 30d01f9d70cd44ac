/** The button that prints a sheet; without it the browser's own print does the same. */

const button = document.getElementById("print");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
