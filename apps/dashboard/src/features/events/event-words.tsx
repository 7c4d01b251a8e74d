import { Trans } from '@lingui/react/macro';
import type { EventFormat, EventKind } from './event-vocabulary.js';

/** A kind of event in the language of the page; a kind that is newer than this page, as it is called in the graph. */
export function KindInWords({ kind }: { readonly kind: EventKind }) {
  switch (kind) {
    case 'SERVICE':
      return <Trans>Service</Trans>;
    case 'MEETING':
      return <Trans>Meeting</Trans>;
    case 'DISCUSSION':
      return <Trans>Discussion</Trans>;
    case 'SEMINAR':
      return <Trans>Seminar</Trans>;
    case 'TRAINING':
      return <Trans>Training</Trans>;
    case 'EDUCATIONAL_SESSION':
      return <Trans>Educational session</Trans>;
    case 'FORUM':
      return <Trans>Forum</Trans>;
    default:
      return kind;
  }
}

export function FormatInWords({ format }: { readonly format: EventFormat }) {
  switch (format) {
    case 'ONSITE':
      return <Trans>On site</Trans>;
    case 'ONLINE':
      return <Trans>Online</Trans>;
    case 'HYBRID':
      return <Trans>On site and online</Trans>;
    default:
      return format;
  }
}
