// Texts that people may write into any field, and that every page must show as the text that they are.

/** Told apart by what they would do if they were taken for something else. */
export const hostile = [
  `<script>document.title = "taken"</script>`,
  `</script><script>document.title = "taken"</script>`,
  `</textarea></title><img src=x onerror="document.title = 'taken'">`,
  `"><svg onload="document.title = 'taken'">`,
  `' onfocus='document.title = "taken"' autofocus x='`,
  "`${document.title = 'taken'}`",
  `{{ 7 * 7 }} {% include "frame.html" %} {$name} %7B%7B`,
  "&lt;b&gt;inte fet&lt;/b&gt; &amp;amp; &#60;",
  `Robert'); DROP TABLE user; --`,
  `=HYPERLINK("https://evil.example", "klicka")`,
  "+46 70 000 00 00",
  "-1+1|cmd",
  "@SUM(A1:A9)",
  "\u202ebakvänt\u202c och \u2067isolerat\u2069",
  "noll\u0000bredd\u200b\ufeffslut",
  "a\u0301\u0302\u0303\u0304\u0305\u0306 \u{1f469}\u200d\u{1f692} \u{1f1f8}\u{1f1ea} \u{1f3f3}\ufe0f\u200d\u{1f308}",
  "ordutanmellanslag".repeat(40),
  "https://evil.example/#\"><b>",
  "javascript:document.title='taken'",
  "../../../../etc/passwd",
  "%s %n %00 \\u003cscript\\u003e",
];

/** What stays of a text in a field of one line: control characters are nobody's words. */
export function asShown(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "").trim();
}

/** What a page must not have become, whatever stands on it; run in the page. */
export function takenOver() {
  const signs = [];
  // A page may well be called after such a text; one that ran sets nothing else.
  if (document.title === "taken") signs.push("a script ran");
  for (const element of document.querySelectorAll("[onload], [onerror], [onfocus], img[src=x]")) signs.push(element.outerHTML);
  for (const script of document.querySelectorAll("script:not([src])")) signs.push(script.outerHTML);
  for (const link of document.querySelectorAll("a[href^='javascript:' i], a[href*='evil.example']")) signs.push(link.outerHTML);
  return signs;
}
