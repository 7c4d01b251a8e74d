import MarkdownIt from 'markdown-it';
import { PRACTICE_TEXT } from '#contract/limits.js';

/** Tokens of blocks: three times what the longest text full of headings, lists and tables has; the rows of a wide table, a character each, come to hundreds of thousands. */
const MOST_BLOCKS = 10_000;
/** Of blocks in blocks and brackets in brackets, which take long; an item of a list in a list is two. */
const DEEPEST = 20;

/**
 * Every tag of the result is one that the renderer itself writes: HTML in the text is escaped, a link leads to the web or to a
 * mailbox, and there are no pictures, whose addresses would be told who reads.
 */
const markdown = new MarkdownIt('default', { html: false, linkify: false, typographer: false, maxNesting: DEEPEST }).disable('image');
markdown.validateLink = (address) => /^(?:https?:\/\/|mailto:)/i.test(address);
const link = markdown.renderer.rules['link_open'];
markdown.renderer.rules['link_open'] = (tokens, index, options, env, self) => {
  const closing = tokens.slice(index).find(({ type }) => type === 'link_close');
  // What leads nowhere, as «[text]()», is its text alone.
  if (tokens[index]?.attrGet('href') === '' && closing) tokens[index].hidden = closing.hidden = true;
  tokens[index]?.attrSet('rel', 'nofollow noopener noreferrer');
  return link ? link(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
};

class AllMarkup extends Error {}

markdown.block.State = class extends markdown.block.State {
  override push(...token: Parameters<typeof MarkdownIt.StateBlock.prototype.push>) {
    // The renderer would leave out what is deeper.
    if (this.tokens.length >= MOST_BLOCKS || this.level >= DEEPEST - 1) throw new AllMarkup();
    return super.push(...token);
  }
};

/**
 * Markdown as HTML in which nothing runs; null for a text longer than any that a node takes. What is all markup, as nobody writes it,
 * is shown as it was written: it would take long, and come to many times its length.
 */
export function htmlOf(text: string): string | null {
  if (text.length > PRACTICE_TEXT.body) return null;
  try {
    return markdown.render(text);
  } catch (error) {
    if (error instanceof AllMarkup) return `<pre><code>${markdown.utils.escapeHtml(text)}</code></pre>\n`;
    throw error;
  }
}
