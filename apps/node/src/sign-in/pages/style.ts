/** The pages' one style sheet, in the colours of the network's page. */
export const STYLE = `:root {
  color-scheme: light dark;
  --paper: light-dark(#f6f4ee, #0f1613);
  --surface: light-dark(#fffefb, #17211c);
  --ink: light-dark(#1c2822, #ecf1ea);
  --ink-soft: light-dark(#55625a, #a9b8ae);
  --line: light-dark(#8b9389, #6f8077);
  --leaf: light-dark(#1d5f47, #8fd3ae);
  --leaf-ink: light-dark(#ffffff, #0c1f17);
  --berry: light-dark(#c2331f, #ff8b73);
  --berry-soft: light-dark(#fbe7e1, #3a1f1a);
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 1rem;
  grid-template-columns: minmax(0, 26rem);
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 'Onest Variable', 'Segoe UI', Roboto, 'PT Sans', sans-serif;
  overflow-wrap: anywhere;
}
main { background: var(--surface); border-radius: 1rem; padding: clamp(1.25rem, 5vw, 2.5rem); }
h1 { margin: 0; font: 600 1.5rem/1.2 'Bitter Variable', Georgia, 'PT Serif', serif; }
p { margin: 0.5rem 0 0; }
.soft { color: var(--ink-soft); }
.problem { padding: 0.75rem 1rem; border-radius: 0.5rem; background: var(--berry-soft); border-inline-start: 4px solid var(--berry); }
form { display: grid; gap: 0.35rem; margin-top: 1.25rem; }
label { font-weight: 600; margin-top: 0.5rem; }
input { font: inherit; width: 100%; padding: 0.7rem 0.8rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--paper); color: inherit; }
button, .button {
  font: inherit; font-weight: 600; display: block; width: 100%; margin-top: 1rem; padding: 0.8rem 1rem; text-align: center; text-decoration: none;
  border: 1px solid var(--leaf); border-radius: 0.5rem; background: var(--leaf); color: var(--leaf-ink); cursor: pointer;
}
button.quiet { background: transparent; color: var(--leaf); }
a { color: var(--leaf); }
:focus-visible { outline: 3px solid var(--leaf); outline-offset: 2px; }
footer { margin-top: 1rem; text-align: center; }
`;
