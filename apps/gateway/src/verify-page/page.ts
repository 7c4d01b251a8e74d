import { type Language, type Words, wordsIn } from './words.js';

/** The page, the same for everybody who reads that language: what is checked never reaches it. */
export function verifyPage(language: Language): string {
  const words = wordsIn(language);
  const { title, intro, field, hint, submit, network, noScript, other } = words;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="/rowan.svg" type="image/svg+xml">
<link rel="stylesheet" href="/verify/page.css">
<script type="module" src="/verify/page.js"></script>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="soft">${intro}</p>
<noscript><p class="finding" data-kind="doubt">${noScript}</p></noscript>
<section id="finding" class="finding" role="status" aria-live="polite" hidden></section>
<form id="check">
<label for="credential">${field}</label>
<textarea id="credential" rows="4" maxlength="32000" spellcheck="false" autocomplete="off" autocapitalize="none" aria-describedby="hint" required></textarea>
<p class="soft" id="hint">${hint}</p>
<button type="submit">${submit}</button>
</form>
</main>
<footer>
<a href="/">${network}</a>
<a id="other-language" href="/verify?lang=${other.language}" hreflang="${other.language}" lang="${other.language}">${other.name}</a>
</footer>
<script type="application/json" id="words">${dataOf(words)}</script>
</body>
</html>
`;
}

/** What the script says, as JSON that cannot end the element it stands in. */
function dataOf({ findings, facts }: Words): string {
  return JSON.stringify({ findings, facts }).replaceAll('<', String.raw`\u003c`);
}
