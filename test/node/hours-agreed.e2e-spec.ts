import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Guest, HostWords } from './host-words.js';
import { type Home, aHome } from './taking-part.js';

let home: Home;
let words: HostWords;
beforeAll(async () => {
  home = await aHome();
  words = new HostWords(home);
});
afterAll(() => home.node.stop());

describe('row 38: an entry says no more than the volunteer agreed to', () => {
  const declined = async (guest: Guest) => (await home.sent(guest.thread)).filter(({ kind }) => kind === 'ENTRY_DECLINED').map(({ content }) => content);

  it('a name that the home did not send is in no book: the host is told to take it back', async () => {
    for (const subjectName of ['Кузнецова Анна Петровна', 'Анна']) {
      const guest = await words.aGuestOfBat({ status: 'CONFIRMED', subjectName: subjectName === 'Анна' ? null : 'Кузнецова А.' });
      const { id } = await words.attended(guest, { subjectName });
      expect(await words.seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: null, credential: null });
      expect(await declined(guest)).toEqual([{ id, reason: 'OTHER_NAME' }]);
      const { jws } = await words.attended(guest);
      expect(await words.seen(guest)).toMatchObject({ minutes: 120, credential: jws });
    }
  });

  it('the name that was sent is; after it was withdrawn it is not', async () => {
    const guest = await words.aNamedGuestOfBat();
    await words.attended(guest, { subjectName: 'Кузнецова Анна' });
    expect(await words.seen(guest)).toMatchObject({ minutes: 120 });
    const other = await words.aNamedGuestOfBat();
    await withdraw(other, 'NAME_TO_PARTNERS');
    const { id } = await words.attended(other, { subjectName: 'Кузнецова Анна' });
    expect(await declined(other)).toEqual([{ id, reason: 'OTHER_NAME' }]);
  });

  it('nor is the name that was sent, once the consent lapsed, though nobody took it back', async () => {
    const guest = await words.aNamedGuestOfBat();
    await home.rowsOf('UPDATE volunteer SET birth_date = NULL WHERE id = $1', [guest.row.volunteerId]);
    await home.rowsOf(`DELETE FROM consent WHERE volunteer_id = $1 AND purpose = 'NAME_TO_PARTNERS' AND giver = 'GUARDIAN'`, [guest.row.volunteerId]);
    const { id } = await words.attended(guest, { subjectName: 'Кузнецова Анна' });
    expect(await words.seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: null });
    expect(await declined(guest)).toEqual([{ id, reason: 'OTHER_NAME' }]);
    expect(await home.rowsOf('SELECT subject_name FROM participation WHERE id = $1', [guest.row.id])).toEqual([{ subject_name: null }]);
  });

  it('a host that has the name though the place was given up is told, too', async () => {
    const guest = await words.aNamedGuestOfBat({ eventStartsAt: null });
    await home.withdraw(guest.self, guest.thread);
    await words.attended(guest, { subjectName: 'Кузнецова Анна' });
    expect(await words.seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: 120 });
    await withdraw(guest, 'NAME_TO_PARTNERS');
    expect((await home.sent(guest.thread)).map(({ kind }) => kind)).toEqual(['SEAT_WITHDRAWN', 'NAME_WITHDRAWN']);
    await withdraw(guest, 'CREDENTIAL_ISSUE');
    expect((await home.sent(guest.thread)).at(-1)).toMatchObject({ kind: 'ENTRY_CONSENT', content: { agreed: false } });
  });

  it('who took the consent to entries back has none taken, until they agree again', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED', subjectName: 'Кузнецова Анна' });
    await withdraw(guest, 'CREDENTIAL_ISSUE');
    await withdraw(guest, 'CREDENTIAL_ISSUE');
    expect(await home.sent(guest.thread)).toEqual([{ receiver: 'bat', kind: 'ENTRY_CONSENT', content: { agreed: false } }]);
    const { id } = await words.attended(guest);
    expect(await words.seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: null, credential: null });
    expect(await words.recordBook(guest)).toMatchObject({ totalMinutes: 0 });
    expect(await words.entriesOf(guest)).toEqual([]);
    expect(await declined(guest)).toEqual([{ id, reason: 'NOT_AGREED' }]);

    await home.rowsOf(`UPDATE volunteer SET birth_date = '2000-01-01' WHERE 'chhtt:' || id = $1`, [guest.self.id]);
    const give = `mutation { giveConsent(input: { volunteerId: "${guest.self.id}", purpose: CREDENTIAL_ISSUE, textVersion: "2026-09" }) { inForce } }`;
    expect((await home.node.ask(give, { as: guest.self })).data).toEqual({ giveConsent: { inForce: true } });
    await home.node.ask(give, { as: guest.self });
    expect((await home.sent(guest.thread)).map(({ kind, content }) => [kind, content])).toEqual([
      ['ENTRY_CONSENT', { agreed: false }],
      ['ENTRY_DECLINED', { id, reason: 'NOT_AGREED' }],
      ['ENTRY_CONSENT', { agreed: true }],
    ]);
    await words.attended(guest);
    expect(await words.seen(guest)).toMatchObject({ minutes: 120 });
  });

  it('a host that signs nothing, for it may not, tells of who came', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
    await words.hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes: null, entry: null, revokes: null });
    expect(await words.seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: null, credential: null });
  });
});

async function withdraw({ self }: Guest, purpose: string) {
  const { errors } = await home.node.ask(`mutation { withdrawConsent(volunteerId: "${self.id}", purpose: ${purpose}) { inForce } }`, { as: self });
  expect(errors).toBeUndefined();
}
