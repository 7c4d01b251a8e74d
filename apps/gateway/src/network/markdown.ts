import MarkdownIt from 'markdown-it';
import { PRACTICE_TEXT } from '#contract/limits.js';

/**
 * Every tag of the result is one that the renderer itself writes: HTML in the text is escaped, a link leads to the web or to a
 * mailbox, and there are no pictures, whose addresses would be told who reads.
 */
const markdown = new MarkdownIt('default', { html: false, linkify: false, typographer: false }).disable('image');
markdown.validateLink = (address) => /^(?:https?:\/\/|mailto:)/i.test(address);
const link = markdown.renderer.rules['link_open'];
markdown.renderer.rules['link_open'] = (tokens, index, options, env, self) => {
  const closing = tokens.slice(index).find(({ type }) => type === 'link_close');
  // What leads nowhere, as «[text]()», is its text alone.
  if (tokens[index]?.attrGet('href') === '' && closing) tokens[index].hidden = closing.hidden = true;
  tokens[index]?.attrSet('rel', 'nofollow noopener noreferrer');
  return link ? link(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
};

/** Markdown as HTML in which nothing runs; null for a text longer than any that a node takes. */
export function htmlOf(text: string): string | null {
  return text.length > PRACTICE_TEXT.body ? null : markdown.render(text);
}
