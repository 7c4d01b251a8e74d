import { type Html, html } from './html.js';
import { type Words } from './words.js';

/** Where a page's links lead. */
export interface PagePaths {
  /** Of the style sheet. */
  readonly style: string;
  /** The same page in the other language; null where it has no address of its own. */
  readonly otherLanguage: string | null;
}

function page({ language, other }: Words, { style, otherLanguage }: PagePaths, title: string, content: Html): string {
  const link = otherLanguage === null ? html`` : html`<footer><a href="${otherLanguage}" hreflang="${other.language}" lang="${other.language}">${other.name}</a></footer>`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
${link}
</body>
</html>
`.text;
}

/** What the sign-in page shows. */
export interface SignInForm {
  readonly college: string;
  /** Where the form is sent. */
  readonly action: string;
  /** Where the college's own provider is asked; null where it has none. */
  readonly upstream: string | null;
  /** What went wrong the last time. */
  readonly problem: string | null;
  /** As it was typed then. */
  readonly login: string;
}

/** Asks for login and password. What went wrong is read aloud, and describes both fields. */
export function signInPage(words: Words, paths: PagePaths, { college, action, upstream, problem, login }: SignInForm): string {
  const { signIn } = words;
  const described = problem === null ? html`` : html` aria-invalid="true" aria-describedby="problem"`;
  return page(
    words,
    paths,
    signIn.title,
    html`<p class="soft">${signIn.at(college)}</p>
${problem === null ? html`` : html`<p class="problem" id="problem" role="alert">${problem}</p>`}
${upstream === null ? html`` : html`<p><a class="button" href="${upstream}">${signIn.withUpstream}</a></p><p class="soft">${signIn.orAccount}</p>`}
<form method="post" action="${action}">
<label for="login">${signIn.login}</label>
<input id="login" name="login" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="128" required value="${login}"${described}>
<label for="password">${signIn.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required${described}>
<button type="submit">${signIn.submit}</button>
</form>
<p class="soft">${signIn.forgotten}</p>`,
  );
}

/** Says why nothing can be done here. */
export function problemPage(words: Words, paths: PagePaths, problem: string): string {
  return page(words, paths, words.problems.title, html`<p class="problem" role="alert">${problem}</p>`);
}

/** @param form the provider's own, with its token and without a button */
export function signOutPage(words: Words, paths: PagePaths, form: Html): string {
  const { title, question, yes, no } = words.signOut;
  return page(
    words,
    paths,
    title,
    html`<p>${question}</p>
${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">${yes}</button>
<button type="submit" form="op.logoutForm" class="quiet">${no}</button>`,
  );
}

export function signedOutPage(words: Words, paths: PagePaths): string {
  return page(words, paths, words.signOut.title, html`<p role="status">${words.signOut.done}</p>`);
}
