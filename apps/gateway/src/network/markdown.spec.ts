import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PRACTICE_TEXT } from '#contract/limits.js';
import { htmlOf } from './markdown.js';

/** Every tag that the renderer has a reason to write, with nothing but these attributes. */
const TAG =
  /^<(?:\/?(?:h[1-6]|p|ul|ol|li|strong|em|s|code|pre|blockquote|table|thead|tbody|tr|th|td|a)|hr|br|a href="(?:https?:\/\/|mailto:)[^"<>]*"(?: title="[^"<>]*")? rel="nofollow noopener noreferrer"|ol start="\d+"|t[hd] style="text-align:(?:left|right|center)"|code class="language-[^"<>]*")>$/i;

const tagsOf = (html: string | null) => html?.match(/<[^>]*>?/g) ?? [];
const strange = (text: string) => tagsOf(htmlOf(text)).filter((tag) => !TAG.test(tag));

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe src="data:text/html,<script>alert(1)</script>"></iframe>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#115;cript:alert(1))',
  '[x](java&Tab;script:alert(1))',
  '[x](\\javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '![x](javascript:alert(1))',
  '![x](https://spy.example/pixel.gif)',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '[x](https://a.example "onmouseover=alert(1) \\" x=\\"")',
  '[x](https://a.example/"onmouseover="alert(1))',
  '```html"><script>alert(1)</script>\ncode\n```',
  '<!-- --><script>alert(1)</script>',
  '<p style="background:url(javascript:alert(1))">',
  '<![CDATA[<script>alert(1)</script>]]>',
  '| a |\n|---|\n| <script>alert(1)</script> |',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
];

describe('Markdown as HTML', () => {
  it('has headings, lists, tables and links', () => {
    const html = htmlOf('# Как\n\n* раз\n* [два](https://dobroset.example "Сюда")\n\n| а | б |\n|---|---|\n| 1 | 2 |');
    expect(html).toContain('<h1>Как</h1>');
    expect(html).toContain('<a href="https://dobroset.example" title="Сюда" rel="nofollow noopener noreferrer">два</a>');
    expect(html).toContain('<td>1</td>');
  });

  it('makes no link of what leads nowhere', () => {
    expect(htmlOf('[как](), <[x]: y [*так*]( )')).toBe('<p>как, &lt;[x]: y <em>так</em></p>\n');
  });

  it.each(HOSTILE)('runs nothing of %j', (text) => {
    expect(strange(text)).toEqual([]);
    expect(strange(`> * ${text}`)).toEqual([]);
  });

  it('runs nothing of whatever is put together from such pieces', () => {
    const pieces = fc.constantFrom(...HOSTILE, '\n', '\n\n', '[', ']', '(', ')', '<', '>', '"', "'", '`', '```', '&', '#', '\\', '* ', '> ', '| ', 'javascript:', ' ');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        expect(strange(parts.join(''))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('takes no longer over what is written to take long', () => {
    const long = ['[', '*a ', '![[]()', '> ', '<', '&', '`', '|', '**a*', '- '].map((piece) => piece.repeat(PRACTICE_TEXT.body).slice(0, PRACTICE_TEXT.body));
    const started = performance.now();
    for (const text of long) htmlOf(text);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('shows what is all markup as it was written, in no more than that takes', () => {
    const table = `|${'a|'.repeat(1_000)}\n|${'-|'.repeat(1_000)}\n${'<b>\n'.repeat(100)}`;
    const html = htmlOf(table);
    expect(html).toBe(`<pre><code>${table.replaceAll('<b>', '&lt;b&gt;')}</code></pre>\n`);
    expect(strange('- a\n  - b\n'.repeat(2_000))).toEqual([]);
    expect(htmlOf('- a\n'.repeat(1_900))).toMatch(/^<ul>/);
  });

  it('is not made of what no node would take', () => {
    expect(htmlOf('а'.repeat(PRACTICE_TEXT.body))).not.toBeNull();
    expect(htmlOf('а'.repeat(PRACTICE_TEXT.body + 1))).toBeNull();
  });

  it('leaves nothing out, however deep it stands', () => {
    const lists = Array.from({ length: 14 }, (_, depth) => `${'  '.repeat(depth)}- пункт ${depth}.`).join('\n');
    const quotes = `${'> '.repeat(25)}слова`;
    for (let depth = 0; depth < 14; depth += 1) expect(htmlOf(lists)).toContain(`пункт ${depth}.`);
    expect(htmlOf(quotes)).toContain('слова');
  });
});
