import { quoted, short } from './shown.js';
import type { FileFacts, ImportWords } from './words.js';

const whole = new Intl.NumberFormat('ru');

export const russian: ImportWords = {
  language: 'ru',
  titles: { volunteers: (file) => `Волонтёры из ${file}`, events: (file) => `События из ${file}` },
  steps: {
    file: 'Файл',
    fileRead: (facts, rows) => `${how(facts)}, строк под заголовками: ${whole.format(rows)}`,
    database: 'База данных',
    databaseOpen: (college, address) => `колледжа ${college}, ${address}`,
    check: 'Строки',
    checked: (rows, of) => `проверено ${whole.format(rows)} из ${whole.format(of)}`,
    allRight: 'все читаются',
    compare: 'Сравнение',
    compared: 'с тем, что есть у колледжа',
    write: 'Запись',
    written: (rows, of) => `${whole.format(rows)} из ${whole.format(of)}`,
    waiting: 'В эту базу данных уже идёт другой импорт; ждём его.',
  },
  unread: (headers) => `Пропущены столбцы: ${headers.map(quoted).join(', ')}.`,
  problem: (line, column, reason) => `строка ${line}${column === null ? '' : `, столбец ${short(column)}`}: ${reason}`,
  moreProblems: (shown, all) => `… и ещё ${whole.format(all - shown)}; --all назовёт все.`,
  foundProblems: (problems, rows) => `Ошибок: ${whole.format(problems)}, строк с ошибками: ${whole.format(rows)}. Ничего не записано.`,
  done: ({ added, updated, unchanged }) => `Добавлено: ${whole.format(added)}, изменено: ${whole.format(updated)}, без изменений: ${whole.format(unchanged)}.`,
  wouldDo: ({ added, updated, unchanged }) =>
    `Будет добавлено: ${whole.format(added)}, изменено: ${whole.format(updated)}, без изменений: ${whole.format(unchanged)}. Ничего не записано (--dry-run).`,
  left: (rows) => `Оставлено так, как с тех пор изменил колледж: ${whole.format(rows)}.`,
  nothingWritten: 'Ничего не записано.',
  next: {
    volunteers: 'Дальше: другие колледжи ничего о них не видят. Сотрудники найдут их в списке волонтёров; когда список изменится, исправьте файл и загрузите его снова.',
    events: 'Дальше: посмотрите их на странице; кому какие видны, говорит столбец «Для кого». Когда план изменится, исправьте файл и загрузите его снова.',
    dryRun: 'Дальше: та же команда без --dry-run.',
    problems: 'Дальше: исправьте эти строки и загрузите файл снова; то, что уже есть, не удвоится.',
  },
  file: {
    missing: (path) => `Файла ${path} нет.`,
    folder: (path) => `${path} – папка; назовите файл CSV в ней.`,
    unreadable: (path, code) => `${path} прочитать не удаётся (${code}).`,
    empty: (path) => `${path} пуст.`,
    workbook: (path) => `${path} – книга Excel, а не CSV: в Excel выберите «Файл» → «Сохранить как» → «CSV UTF-8» и загрузите то, что получится.`,
    tooLarge: (path, megabytes) => `${path} больше ${megabytes} МБ; таких списков людей и событий не бывает: разделите его.`,
    noRows: (path) => `В ${path} есть заголовки, а строк под ними нет.`,
    brokenHeader: (line) => `строка ${line}: кавычка в заголовках не закрыта или стоит посреди ячейки.`,
    noHeader: ({ line, row, columns, ...facts }) =>
      `строка ${line}: это не заголовки: ${row.slice(0, 4).map(short).join(', ')}. В первой строке должно быть сказано, где что, например: ` +
      `${columns.slice(0, 4).map(({ ru }) => quoted(ru[0])).join(', ')}. Файл прочитан так: ${how(facts)}; если буквы неверны, сохраните его как «CSV UTF-8».`,
  },
  header: {
    twice: (before) => `столбец ${quoted(before)} уже есть; оставьте один из них.`,
    nul: 'нулевой байт в заголовках: это не текст или UTF-16 без метки. Сохраните файл как «CSV UTF-8».',
    unknown: (meant) => `неизвестный столбец${meant === null ? '.' : `; может быть, ${quoted(meant)}?`} Переименуйте его или оставьте неизвестные столбцы непрочитанными: --ignore-unknown.`,
    missing: (alternatives) => `нужен столбец ${alternatives.map((set) => set.map(quoted).join(' и ')).join(' или ')}.`,
  },
  rows: {
    quote: (trouble) =>
      ({
        NOT_CLOSED: 'кавычка открывает эту ячейку и нигде не закрывается.',
        TEXT_AFTER: 'кавычка открывает эту ячейку и не закрывается там, где ячейка кончается.',
        ROWS_INSIDE: 'кавычка открывает эту ячейку, и всё до следующей кавычки похоже на строки файла: уберите её. Если же это текст самой ячейки, поставьте в нём пробел после каждой запятой и точки с запятой.',
        TEXT_BEFORE: 'кавычка посреди ячейки: возьмите всю ячейку в кавычки, а кавычки внутри неё удвойте.',
      })[trouble],
    stray: (cell) => `в ячейке ${cell} что-то есть, а заголовка над ней нет.`,
    repeats: (line) => `то же, что в строке ${line}.`,
  },
  cells: {
    required: 'не должно быть пусто.',
    nul: 'внутри нулевой байт.',
    unreadable: 'внутри нечитаемые буквы: сохраните файл как «CSV UTF-8».',
    control: 'внутри невидимый управляющий знак.',
    invisible: 'ничего не видно: одни невидимые знаки.',
    lineBreak: 'внутри перенос строки; может быть, потеряна кавычка.',
    tooLong: (most, has) => `знаков: ${whole.format(has)}; можно не больше ${whole.format(most)}.`,
    tooMany: (most) => `названо больше ${most}.`,
    when: (trouble, cell) =>
      ({
        NOT_WRITTEN_SO: `${short(cell)} написано не так: 28.02.2009, 28.02.2009 10:00 или 10:00.`,
        NO_SUCH_DAY: `такого дня нет: ${short(cell)}.`,
        FAR_YEAR: `${short(cell)}: год может быть от 1900 до 2099.`,
        NO_SUCH_TIME: `такого времени нет: ${short(cell)}.`,
        SHORT_YEAR: `${short(cell)}: напишите год четырьмя цифрами.`,
        NO_YEAR: `${short(cell)} может быть и днём, и временем: у дня должен быть год, 28.02.2009, а у времени двоеточие, 10:00.`,
        EXCEL_NUMBER: `${short(cell)} – так Excel нумерует дни: задайте столбцу формат даты и сохраните снова.`,
        EXCEL_HASHES: 'Excel написал ### вместо даты, которая не поместилась: сделайте столбец шире и сохраните снова.',
      })[trouble],
    onlyDay: 'нужен только день, без времени.',
    onlyTime: 'нужно только время: 10:00.',
    inFuture: 'этот день ещё не наступил.',
    farAge: ({ least, most }) => `волонтёру может быть от ${least} до ${most} лет. 01.01.1900 Excel пишет вместо пустой даты: такую ячейку оставьте пустой.`,
    name: 'в имени бывают только буквы, пробелы, дефисы и апострофы.',
    noPerson: (word) => `${short(word)} не бывает в имени: эта строка не о человеке, уберите её из файла.`,
    oneWord: 'нужны фамилия и имя; если эта строка не о человеке, уберите её из файла.',
    strayLetter: ({ letter, word, isLatin }) => `${quoted(letter)} в ${short(word)} – ${isLatin ? 'латинская буква среди русских' : 'русская буква среди латинских'}: наберите её заново.`,
    groupOfExcel: (cell) => `${short(cell)} – дата, которую Excel сделал из группы: задайте столбцу текстовый формат и наберите группу снова.`,
    email: 'это не адрес электронной почты.',
    phone: 'это не номер телефона: +7 927 123-45-67 или с «+» и кодом другой страны.',
    phoneOfExcel: 'Excel принял номер за число: задайте столбцу текстовый формат и наберите номер снова.',
    address: 'это не ссылка: она начинается с https:// или http://.',
    addressWithName: 'в ссылке имя пользователя или пароль, их прочтёт всякий, кто её увидит: уберите.',
    whole: (most) => `нужно целое число от 1 до ${most}.`,
    oneOf: (offer) => `напишите одно из: ${offer.offered('ru').join(', ')}.`,
  },
  changed: {
    stays: (whose, shown) => `${short(whose)} – остаётся, как изменил колледж: ${shown}.`,
    twice: (shown, deed) => `после прошлого импорта это изменили и в файле, и в колледже. В колледже ${shown}: напишите здесь то же или измените там${deed === null ? '' : ` (${deed})`} на то, что здесь.`,
  },
  volunteers: {
    namesakeInFile: (line) => `то же имя, что в строке ${line}, а дата рождения есть только у одного из двух: укажите обе.`,
    joinedBeforeBirth: 'волонтёр со дня, который раньше даты рождения: одно из двух неверно.',
    namesakesInDatabase: 'у колледжа уже есть волонтёры с этим именем, и без дат рождения не понять, кто из них это: укажите дату здесь или сначала у остальных.',
    namesakeUndated: 'у колледжа несколько волонтёров с этим именем, у одного из них нет даты рождения, и не понять, он ли это. Если он, добавьте в файл остальных, каждого с датой; если не он, сначала загрузите дату для него.',
    newTeams: (names) => `Новые отряды: ${names.map(quoted).join(', ')}.`,
    isStaff: 'участвует как сотрудник, со своим логином сотрудника, и студентом стать не может: оставьте ячейку пустой.',
    tooManyTeams: (most) => `у колледжа не больше ${most} отрядов: назовите тот, который уже есть. Это точно столбец с отрядами?`,
  },
  events: {
    noDay: 'не указан день: 18.04.2026 10:00.',
    noTime: 'не указано время: 18.04.2026 10:00 или столбец «Время».',
    midnight: '0:00 получается у Excel и 1С из дня без времени: напишите время, 18.04.2026 10:00, или добавьте столбец «Время» (для окончания – «Время окончания»); если событие и правда начинается в полночь, в нём должно быть 00:00.',
    twoTimes: (inDay, time) => `два разных времени: рядом с днём ${inDay}, а здесь ${time}. Оставьте одно.`,
    clocksSkipped: (timeZone) => `такого времени в этот день не было: часы перевели вперёд (${timeZone}).`,
    times: (trouble) =>
      ({
        ENDS_TOO_EARLY: 'окончание должно быть позже начала.',
        TOO_LONG: 'событие длится не больше года: проверьте год начала и год окончания.',
        TOO_FAR_AHEAD: 'событие начинается не позже чем через пять лет: проверьте год.',
      })[trouble],
    completedTooEarly: 'событие ещё не кончилось и поэтому не завершено.',
    placesTaken: (places) => `уже занято мест: ${places}.`,
    credited: (minutes) => `кому-то уже зачтено минут: ${minutes}, короче мероприятие быть не может.`,
    tookPlace: (people) => `посещение уже отмечено (человек: ${people}): прошедшее мероприятие нельзя отменить.`,
    placesKept: (places) => `оставлено мест для партнёров, участвующих по видеосвязи: ${places} (updateEvent, remotePlaces).`,
    otherFormat: (people) => `мероприятие объявлено, и в нём участвуют (человек: ${people}): формат остаётся прежним.`,
    narrowerAudience: (people) => `мероприятие объявлено, и в нём участвуют (человек: ${people}): его нельзя открыть меньшему кругу, чем раньше.`,
    draftAgain: (people) => `мероприятие объявлено, и в нём участвуют (человек: ${people}): снова черновиком оно быть не может; «отменено» отменяет его.`,
    sessionOutside: (session, times) => `часть этого мероприятия, ${short(session)} (${times}), оказалась бы вне его: сначала перенесите её или оставьте здесь прежнее время.`,
    ofCalledOff: (whole) => `это часть мероприятия ${short(whole)}, а оно отменено: оставьте прежнее состояние или сначала сделайте её отдельным мероприятием (updateEvent, partOfId: null).`,
    outsideOf: (whole, times) => `это часть мероприятия ${short(whole)} и проходит, пока идёт оно: ${times}.`,
    coHost: 'напишите коды других колледжей: bat, hgt.',
  },
  database: {
    notSaid: (codes) =>
      codes.length === 0
        ? 'Скажите, какая база данных: --database postgres://user@host:port/database или DATABASE_URL; либо запустите местную сеть (npm start) и укажите --college КОД.'
        : `Скажите, какой колледж: --college ${codes.join(' | ')}; или другая база данных: --database postgres://user@host:port/database.`,
    badCode: (code) => `${short(code)} – не код колледжа: от 2 до 16 знаков a-z и 0-9, например bat.`,
    badUrl: (option) => `${option} – не строка подключения: postgres://user@host:port/database.`,
    unknownCollege: (code, file, codes) => `Колледжа ${code} в ${file} нет${codes.length === 0 ? '' : `; есть ${codes.join(', ')}`}. Запустите местную сеть (npm start) или укажите --database postgres://…`,
    badFile: (file) => `${file} – не то, что пишет npm start: удалите его и запустите сеть снова или укажите --database postgres://…`,
    twoMeant: (code, file) => `Можно понять двояко: база данных ${code} из ${file} или та, что в DATABASE_URL. Укажите --database postgres://… или уберите DATABASE_URL.`,
    unreachable: (address, reason, isLocal) => `База данных ${address} не отвечает (${reason}). ${isLocal ? 'Работает ли местная сеть? Запустите её в другом окне: npm start.' : 'Работает ли там PostgreSQL и можно ли вам подключаться?'}`,
    notReady: (address) => `В базе данных ${address} нет наших таблиц, или они другой версии: запустите на ней узел колледжа, он их сделает; или укажите --college КОД колледжа местной сети.`,
    ofNobody: (address) => `В базе данных ${address} ещё не сказано, чья она: запустите на ней узел колледжа.`,
    ofAnother: (address, code, asked) => `База данных ${address} – колледжа ${code}, а не ${asked}.`,
    otherImport: 'Другой импорт в эту базу данных не закончился за минуту. Ничего не записано; попробуйте позже.',
    lost: 'Связь с базой данных прервалась. Ничего не записано; попробуйте снова.',
    unsure: 'Связь с базой данных прервалась на последнем шаге: записан или весь файл, или ничего. Загрузите его снова; то, что уже есть, не удвоится.',
    failed: (reason) => `База данных отказала: ${reason}. Ничего не записано.`,
  },
};

function how({ encoding, delimiter }: FileFacts): string {
  const name = encoding === 'UTF-8 BOM' ? 'UTF-8 с BOM' : encoding;
  return `${name}, ячейки разделены ${delimiter === '\t' ? 'табуляцией' : `знаком «${delimiter}»`}`;
}
