import { useLingui } from '@lingui/react/macro';
import type { FiguresOfCollege } from '../api/network-figures.js';
import styles from './colleges-table.module.css';
import { Figure } from './figure.js';

interface CollegesTableProps {
  readonly byCollege: readonly FiguresOfCollege[];
  readonly names: ReadonlyMap<string, string>;
}

/** Each college's own figures. Its roles are written out, for on a narrow screen the rows are laid out as cards. */
export function CollegesTable({ byCollege, names }: CollegesTableProps) {
  const { t } = useLingui();
  const columns = [
    { title: t`Volunteers`, of: (college: FiguresOfCollege) => college.volunteers },
    { title: t`Active`, of: (college: FiguresOfCollege) => college.activeVolunteers },
    { title: t`Events`, of: (college: FiguresOfCollege) => college.events },
    { title: t`Registrations`, of: (college: FiguresOfCollege) => college.registrations },
    { title: t`Hours`, of: ({ minutes }: FiguresOfCollege) => (minutes === null ? null : Math.round(minutes / 60)) },
    { title: t`Attendance`, of: (college: FiguresOfCollege) => college.attendanceRate, style: 'percent' },
  ] as const;

  return (
    <table role="table" className={styles.table}>
      <caption className="visually-hidden">{t`Figures by college`}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">{t`College`}</th>
          {columns.map(({ title }) => (
            <th key={title} role="columnheader" scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {byCollege.map((figures) => (
          <tr key={figures.college.code} role="row">
            <th role="rowheader" scope="row">
              {names.get(figures.college.code) ?? figures.college.code}
            </th>
            {columns.map(({ title, of, ...column }) => (
              <td key={title} role="cell" data-title={title}>
                <Figure value={of(figures)} style={'style' in column ? column.style : undefined} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
