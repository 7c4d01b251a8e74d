import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'ldapts';
import { freePorts } from './free-ports.js';
import { until } from './until.js';

const SLAPD = '/usr/sbin/slapd';
const SCHEMAS = ['core', 'cosine', 'inetorgperson'];

export const LDAP_BASE = 'dc=college,dc=example';
export const LDAP_ADMIN = { bindDn: `cn=admin,${LDAP_BASE}`, bindPassword: 'admin-secret' };

/** Whether Debian's package is there. */
export const hasSlapd = existsSync(SLAPD);

/** What a server is told besides, in the words of slapd.conf(5). */
export interface SlapdPlan {
  /** Before its database: schema and modules. */
  readonly before?: string;
  /** Of its database: overlays, and what nobody may read. */
  readonly database?: string;
}

/** A real LDAP server with a certificate of its own, on a database of its own. */
export class Slapd {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly port: number,
    readonly tlsPort: number,
  ) {}

  /** @param ldif what is in it */
  static async start(ldif: string, plan: SlapdPlan = {}): Promise<Slapd> {
    const folder = await mkdtemp(join(tmpdir(), 'slapd-'));
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'content.ldif'), ldif);
    await writeFile(join(folder, 'slapd.conf'), configuration(folder, plan));
    makeCertificate(folder);
    execFileSync('/usr/sbin/slapadd', ['-f', join(folder, 'slapd.conf'), '-l', join(folder, 'content.ldif')], { stdio: 'pipe' });
    const port = await freePorts(2);
    const addresses = `ldap://127.0.0.1:${port} ldaps://127.0.0.1:${port + 1}`;
    const child = spawn(SLAPD, ['-d', '0', '-h', addresses, '-f', join(folder, 'slapd.conf')], { stdio: 'ignore' });
    const slapd = new Slapd(child, folder, port, port + 1);
    await until('slapd listens', () => listens(port + 1));
    return slapd;
  }

  /** The certificate to trust. */
  get ca(): string {
    return join(this.folder, 'certificate.pem');
  }

  /** Changes what is in it, as its administrator: only then are groups' members told of their groups. */
  async change<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    const client = new Client({ url: `ldap://127.0.0.1:${this.port}` });
    try {
      await client.bind(LDAP_ADMIN.bindDn, LDAP_ADMIN.bindPassword);
      return await work(client);
    } finally {
      await client.unbind();
    }
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true });
  }
}

function configuration(folder: string, { before = '', database = '' }: SlapdPlan): string {
  return `${SCHEMAS.map((schema) => `include /etc/ldap/schema/${schema}.schema`).join('\n')}
pidfile ${folder}/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
${before}
TLSCertificateFile ${folder}/certificate.pem
TLSCertificateKeyFile ${folder}/key.pem
database mdb
suffix "${LDAP_BASE}"
rootdn "${LDAP_ADMIN.bindDn}"
rootpw ${LDAP_ADMIN.bindPassword}
directory ${folder}/data
${database}
access to attrs=userPassword by anonymous auth by * none
access to * by * read
`;
}

function makeCertificate(folder: string): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', join(folder, 'key.pem')];
  const names = ['-subj', '/CN=ldap', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', '-days', '2', ...key, '-out', join(folder, 'certificate.pem'), ...names], { stdio: 'pipe' });
}

function listens(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, '127.0.0.1', () => answer(true));
    socket.once('error', () => answer(false)).once('connect', () => socket.end());
  });
}
