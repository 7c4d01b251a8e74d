import type { LocalPostgresProblem } from '#local-postgres/problem.js';
import type { Words } from './words.js';

const ALREADY_RUNNING = 'Добросеть уже работает с этими данными: остановите её там (Ctrl-C) или выберите другую папку (--data ПАПКА).';

export const russian: Words = {
  title: 'Добросеть: пять колледжей и их шлюз на этом компьютере',
  page: {
    title: 'Страница',
    building: 'сборка, один раз',
    built: 'собрана',
    failed: (log) => `Страницу собрать не удалось; граф работает и без неё. Причина: ${log}`,
  },
  database: {
    title: 'База данных',
    starting: 'запуск PostgreSQL',
    embedded: (address, folder) => `PostgreSQL на ${address}, данные в ${folder}`,
    external: (address) => `PostgreSQL из DATABASE_URL на ${address}`,
    notice: (notice) =>
      notice.kind === 'LEFT_BEHIND_ENDED'
        ? `Прошлый запуск был прерван и оставил работающую базу данных (процесс ${notice.pid}); она остановлена и заменена.`
        : `Базу данных нельзя хранить в этой папке: её пользователю туда не пройти; она хранится в ${notice.folder}.`,
    problem,
    unusable: (reason) => `PostgreSQL из DATABASE_URL использовать не удаётся: ${reason}`,
    anothers: (place) =>
      `Базы данных на сервере из DATABASE_URL принадлежат ${place} и ключам, которые тогда там лежали, а здесь ключи другие: ` +
      'запустите Добросеть с той папкой (--data ПАПКА), укажите в DATABASE_URL другой сервер или начните заново с --fresh — те базы будут удалены.',
    spared: (place) =>
      `Базы данных на сервере из DATABASE_URL принадлежат ${place ?? 'тому, кто их создал'}, а демонстрация удалила бы их: ` +
      'укажите в DATABASE_URL другой сервер или не задавайте её, и у демонстрации будет своя база данных.',
    lost: 'База данных неожиданно остановилась; запускаю её снова.',
    back: 'База данных снова отвечает.',
  },
  data: {
    title: 'Данные колледжей',
    seeding: (college, number, of) => `заполняется ${college} (${number} из ${of})`,
    made: (colleges) => `колледжей заполнено: ${colleges} (программа года и вымышленные волонтёры)`,
    reused: 'остались от прошлого запуска',
    stale: (days) => `программа составлена ${days} дн. назад, и впереди в ней осталось мало: --fresh составит новую.`,
  },
  nodes: {
    title: 'Узлы',
    answering: (count, of) => `отвечают ${count} из ${of}`,
    silent: (name, log) => `Узел ${name} пока не отвечает; попытки продолжаются. Что он сообщил: ${log}`,
  },
  registry: { title: 'Реестр', failed: (log) => `Реестр не публикует список участников. Что он сообщил: ${log}` },
  gateway: { title: 'Шлюз', failed: (log) => `Шлюз не отвечает. Что он сообщил: ${log}` },
  links: {
    page: 'Страница',
    graph: 'GraphQL',
    graphiql: 'GraphiQL',
    health: 'Состояние',
    nodes: 'Узлы',
    signIn: 'Вход',
    databases: (file) => `Базы данных  по одной на колледж; строки подключения в ${file}`,
  },
  accounts: {
    title: (password) => `Логины по ролям и колледжам; пароль у всех один: ${password}`,
    roles: { VOLUNTEER: 'волонтёр', MENTOR: 'наставник', CURATOR: 'куратор', OPERATOR: 'ИТ-специалист', COORDINATOR: 'координатор', PARTNER: 'система' },
    token: (file) => `Токен на десять минут, полученный входом на узле; передавайте заголовком «authorization: Bearer ТОКЕН» (на 12 часов – в ${file}):`,
  },
  tryIt: 'Попробуйте:',
  running: 'Работает. Ctrl-C остановит всё.',
  erasing: 'Начинаем заново: всё, что оставили прошлые запуски, удаляется.',
  stopping: 'Остановка …',
  stopped: 'Всё остановлено.',
  died: (name, how, retry) => `${name}: неожиданно завершился (${how}); новый запуск через ${retry} с.`,
  back: (name) => `${name}: снова отвечает.`,
  alreadyRunning: ALREADY_RUNNING,
  notWritable: (folder, reason) => `В папке ${folder} ничего хранить нельзя (${reason}): выберите другую (--data ПАПКА).`,
  portsBad: (ports, typed) =>
    `${ports.length === 1 ? 'К порту' : 'К портам'} ${ports.join(', ')} браузеры не подключаются: там привыкли видеть другие службы. ` +
    `Выберите другие: \`${typed} -- --port N\` (шлюз займёт N, узлы — от N+1 до N+5, реестр — N+100).`,
  portsForbidden: (ports, code, typed) =>
    `Система не даёт Добросети открыть ${ports.length === 1 ? 'порт' : 'порты'} ${ports.join(', ')} (${code}). ` +
    `Выберите другие: \`${typed} -- --port N\` (шлюз займёт N, узлы — от N+1 до N+5, реестр — N+100).`,
  portsTaken: (ports, typed) =>
    `${ports.length === 1 ? 'Порт' : 'Порты'} ${ports.join(', ')} ${ports.length === 1 ? 'занят другой программой: остановите её' : 'заняты другими программами: остановите их'} ` +
    `или выберите другие порты: \`${typed} -- --port N\` (шлюз займёт N, узлы — от N+1 до N+5, реестр — N+100).`,
};

function problem(what: LocalPostgresProblem): string {
  switch (what.kind) {
    case 'NO_BINARIES':
      return `Для ${what.platform} нет встроенного PostgreSQL: выполните npm install ещё раз или укажите свой сервер в DATABASE_URL.`;
    case 'IN_USE':
      return ALREADY_RUNNING;
    case 'OTHER_VERSION':
      return `Данные созданы PostgreSQL ${what.found}, а здесь ${what.wanted}: начните заново с --fresh или выберите другую папку (--data ПАПКА).`;
    case 'NOT_OURS':
      return `${what.folder} принадлежит другому пользователю этого компьютера: попросите удалить её или укажите свой сервер в DATABASE_URL.`;
    case 'OUT_OF_REACH':
      return `Данные лежат в ${what.folder}, куда пользователь PostgreSQL больше не может пройти: снова откройте всем проход через папки выше (chmod o+x) или начните заново с --fresh.`;
    case 'NO_USER':
      return 'PostgreSQL не работает от имени root, а другого пользователя нет: добавьте его (useradd --system postgres) или укажите свой сервер в DATABASE_URL.';
    case 'DID_NOT_START':
      return `PostgreSQL не запустился (${what.log}):\n${what.said}`;
  }
}
