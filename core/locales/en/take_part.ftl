# Taking part in a browser.
