// What a customer's own page does by itself while it is looked at. Everything is there without it, by loading the page again.
