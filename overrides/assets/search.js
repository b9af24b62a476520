// MkDocs' search script takes the site's root from a global variable of this name.
var base_url = new URL(".", document.querySelector("form.search").action).pathname;
