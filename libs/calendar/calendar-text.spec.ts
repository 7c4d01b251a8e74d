import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import fc from 'fast-check';
import { type CalendarEntry, calendarText, eventText } from './calendar-text.js';

const ABOUT = { name: 'Добросеть', description: 'События сети' };

function anEntry(overrides: Partial<CalendarEntry> = {}): CalendarEntry {
  return {
    id: 'chhtt:0192f3c4-0000-7000-8000-000000000001',
    title: 'Форум «Перекрёсток»',
    description: 'Очно и онлайн',
    place: 'Чапаевск',
    startsAt: new Date('2026-04-18T05:30:00Z'),
    endsAt: new Date('2026-04-18T12:00:00Z'),
    status: 'CONFIRMED',
    sequence: 2,
    changedAt: new Date('2026-04-01T00:00:00Z'),
    ...overrides,
  };
}

/** The events that another library finds in the text. */
function read(text: string): ICAL.Event[] {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

describe('calendarText', () => {
  it('is read by another library as it was written', () => {
    const [event, ...others] = read(calendarText(ABOUT, [eventText(anEntry({ url: 'https://meet.example/17?a=1&b=2' }))]));

    expect(others).toEqual([]);
    expect(event).toMatchObject({ uid: 'chhtt:0192f3c4-0000-7000-8000-000000000001@dobroset', summary: 'Форум «Перекрёсток»', location: 'Чапаевск', sequence: 2 });
    expect(event?.startDate.toJSDate()).toEqual(new Date('2026-04-18T05:30:00Z'));
    expect(event?.endDate.toJSDate()).toEqual(new Date('2026-04-18T12:00:00Z'));
    expect(event?.component.getFirstPropertyValue('url')).toBe('https://meet.example/17?a=1&b=2');
    expect(event?.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
  });

  it('puts several events into one calendar, and stands without any', () => {
    expect(read(calendarText(ABOUT, [eventText(anEntry()), eventText(anEntry({ id: 'bat:2' }))]))).toHaveLength(2);
    expect(read(calendarText(ABOUT, []))).toEqual([]);
  });

  it('is the same text while nothing changes', () => {
    expect(eventText(anEntry())).toBe(eventText(anEntry()));
  });

  it('folds lines of 75 octets and ends each with CRLF', () => {
    const text = calendarText(ABOUT, [eventText(anEntry({ title: 'Щ'.repeat(500) }))]);

    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('row 55: neither control characters are in it, nor years of five digits', () => {
    const text = eventText(anEntry({ title: 'A\u0007\u0085', url: 'https://meet.example/\r\nBEGIN:VALARM', endsAt: new Date(8.64e15) }));

    expect(text).toContain('SUMMARY:A\r\n');
    expect(text).toContain('URL;VALUE=URI:https://meet.example/BEGIN:VALARM\r\n');
    expect(text).toContain('DTEND:99991231T000000Z\r\n');
  });

  it('has no year before the first, and each after it as it was', () => {
    const text = eventText(anEntry({ startsAt: new Date('1890-05-01T10:00:00Z'), changedAt: new Date('-000005-01-01T00:00:00Z') }));

    expect(text).toContain('DTSTART:18900501T100000Z\r\n');
    expect(text).toContain('DTSTAMP:00010101T000000Z\r\n');
  });

  it('row 59: whatever stands in an event, it is one event and says that', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.constantFrom('A\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x', 'A\nBEGIN:VEVENT', 'A\rBEGIN:VALARM', '\u2028END:VCALENDAR', '\\n\\;,:"', 'ATTENDEE;CN=x:mailto:a@b'),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, description, place) => {
        const events = read(calendarText(ABOUT, [eventText(anEntry({ title, description, place }))]));

        expect(events).toHaveLength(1);
        expect(events[0]?.uid).toBe('chhtt:0192f3c4-0000-7000-8000-000000000001@dobroset');
        expect(events[0]?.component.getAllSubcomponents()).toEqual([]);
        expect(events[0]?.component.getAllProperties('attendee')).toEqual([]);
      }),
    );
  });
});
