import { useLingui } from '@lingui/react/macro';

/** The title of the tab, in the language of the page. */
export function PageTitle() {
  const { t } = useLingui();
  return <title>{t`Dobroset: colleges volunteer together`}</title>;
}
