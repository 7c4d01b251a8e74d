import { describe, expect, it } from '@jest/globals';
import { parse, print, stripIgnoredCharacters } from 'graphql';
import { operationOf } from '../college/document-parts.js';
import { decidingVariables, selected } from './selected.js';

function decided(text: string, variables: Record<string, unknown> = {}): string {
  const document = parse(text);
  return stripIgnoredCharacters(print(selected(document, operationOf(document), variables).document));
}

function deciding(text: string): readonly string[] | null {
  const document = parse(text);
  return decidingVariables(document, operationOf(document));
}

describe('an operation with its conditions decided', () => {
  it.each([
    ['keeps what has none', 'query($a:Int){colleges{code e:events(first:$a){totalCount}}}', 'query($a:Int){colleges{code e:events(first:$a){totalCount}}}'],
    ['leaves out a field and keeps the one beside it', '{event{coHosts@skip(if:true){code}remotePlaces@include(if:true){places}}}', '{event{remotePlaces{places}}}'],
    ['leaves out a fragment, and one that has nothing left', '{event{id ...on Event@include(if:false){title}...on Event{title@skip(if:true)}}}', '{event{id}}'],
    ['leaves out a named fragment that nobody spreads any more', '{event{id ...A@skip(if:true)...B}}fragment A on Event{title}fragment B on Event{kind ...A@include(if:false)}', '{event{id ...B}}fragment B on Event{kind}'],
    ['leaves out the spread of a fragment that has nothing left', '{event{id ...A}}fragment A on Event{title@skip(if:true)}', '{event{id}}'],
    ['asks a field of which all is skipped for nothing', '{event{title@skip(if:true)}}', '{event{__typename@skip(if:true)}}'],
    ['asks for nothing where all is skipped', '{event@skip(if:true){title}}', '{__typename@skip(if:true)}'],
    ['needs both where there are both', '{a@include(if:true)@skip(if:true) b@include(if:true)@skip(if:false)}', '{b}'],
  ])('%s', (_what, text, expected) => {
    expect(decided(text)).toBe(expected);
  });

  it('takes the variables for what they are', () => {
    const text = 'query($p:Boolean!,$q:Boolean!){a@include(if:$p)b@skip(if:$q)}';
    expect(deciding(text)).toEqual(['p', 'q']);
    expect(decided(text, { p: true, q: true })).toBe('query($p:Boolean!$q:Boolean!){a}');
    expect(decided(text, { p: false, q: false })).toBe('query($p:Boolean!$q:Boolean!){b}');
  });

  it('is decided by nothing where nothing is conditional', () => {
    expect(deciding('{ a @deprecated b }')).toBeNull();
    expect(deciding('{ a @skip(if: true) }')).toEqual([]);
  });

  it('is decided by its own fragments, and by nothing of another operation', () => {
    const text = '{ ...A } query B($q: Int) { b @skip(if: $q) } fragment A on Query { ...C } fragment C on Query { c @include(if: $p) } fragment D on Query { d @skip(if: $r) }';
    expect(deciding(text)).toEqual(['p']);
  });
});
