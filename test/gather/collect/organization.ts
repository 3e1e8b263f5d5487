import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { type Effects, writeAtomically } from '../../../src/effects.ts'
import { collectWith } from '../../../src/gather/collect/collect.ts'
import type { CollectTools } from '../../../src/gather/collect/collection.ts'
import type { Probe } from '../../../src/gather/collect/probe.ts'
import type { CollectOptions, CollectProgress } from '../../../src/model/collect.ts'
import { isKnown } from '../../../src/model/observed.ts'
import { type Snapshot, snapshotSchema } from '../../../src/model/snapshot.ts'
import { parseInstant } from '../../../src/model/time.ts'
import { type Answer, type Asked, answers, fakeAws } from '../aws/fake-aws.ts'

export const MANAGEMENT = '999999999999'
export const MEMBER = '222222222222'
export const GONE = '333333333333'
export const STARTED = parseInstant('2026-11-01T00:00:00Z')

const accountOf = (accessKey: string): string => accessKey.slice(-12)

const REGIONS = [
  ['eu-west-1', 'opt-in-not-required'],
  ['me-central-1', 'not-opted-in'],
  ['us-east-1', 'opt-in-not-required'],
] as const

const regions = answers.xml(
  `<DescribeRegionsResponse><regionInfo>${REGIONS.map(
    ([name, status]) =>
      `<item><regionName>${name}</regionName><optInStatus>${status}</optInStatus></item>`,
  ).join('')}</regionInfo></DescribeRegionsResponse>`,
)

const members = answers.json({
  Accounts: [
    { Id: MANAGEMENT, Status: 'ACTIVE' },
    { Id: MEMBER, Status: 'ACTIVE' },
    { Id: GONE, Status: 'SUSPENDED' },
  ],
})

/** What AWS answers in an organisation of two accounts and one that is closed; `trails` in each region. */
export const organizationAnswer = ({ operation, accessKey, form, region }: Asked): Answer => {
  const account = accountOf(accessKey)
  switch (operation) {
    case 'GetCallerIdentity':
      return answers.identity(account)
    case 'AssumeRole': {
      const other = /iam::(\d{12}):/.exec(form.get('RoleArn') ?? '')?.[1] ?? ''
      return answers.role(`ASIA${other}`, new Date('2026-11-01T01:00:00Z'))
    }
    case 'DescribeRegions':
      return regions
    case 'ListAccounts':
      return members
    case 'DescribeTrails':
      return answers.json({
        trailList: [
          { Name: region, TrailARN: `arn:aws:cloudtrail:${region}:${account}:trail/one` },
        ],
      })
    default:
      return answers.error('UnknownOperationException')
  }
}

interface Described {
  readonly trailList?: readonly { readonly Name?: string; readonly TrailARN?: string }[]
}

const call = {
  service: 'cloudtrail',
  operation: 'DescribeTrails',
  action: 'cloudtrail:DescribeTrails',
} as const

const unread = { unknown: 'not-collected' } as const

/** A probe of the first step, asked in each region. */
export const trailsProbe: Probe = {
  id: 'trails',
  reads: 'The trails.',
  step: 'places',
  reach: 'region',
  calls: [call],
  run: async ({ account, region, ask, now }) => {
    const readAt = now()
    const answer = await ask<Described>('cloudtrail', 'DescribeTrails', {})
    return {
      trailsListed: [
        { account, region, readAt, listed: 'unknown' in answer ? answer : { known: true } },
      ],
      trails: (isKnown(answer) ? (answer.known?.trailList ?? []) : []).map((t) => ({
        arn: t.TrailARN ?? '',
        readAt,
        name: t.Name ?? '',
        homeRegion: region,
        config: unread,
        selectors: unread,
        status: [],
      })),
    }
  },
}

/** A probe of the second step that sees what the first one found, of all accounts. */
export const countProbe: Probe = {
  id: 'count',
  reads: 'How many trails there are.',
  step: 'lists',
  reach: 'account',
  calls: [],
  run: async ({ account, found, now }) => ({
    resources: [
      {
        account,
        region: 'us-east-1',
        readAt: now(),
        type: 'count',
        arn: `${account}: ${found.trails.length} trails, ${found.accounts.length} accounts`,
      },
    ],
  }),
}

/** The organisation as seen from its management account alone. */
export const organizationProbe: Probe = {
  id: 'organization',
  reads: 'The organisation.',
  step: 'places',
  reach: 'organization',
  calls: [],
  run: async ({ account }) => ({
    organization:
      account === MANAGEMENT
        ? { known: { id: 'o-abcd1234', managementAccount: MANAGEMENT, accounts: [] } }
        : { unknown: 'access-denied' },
  }),
}

export interface Collected {
  readonly workspace: string
  /** Runs a collection; `tools` replaces parts of what it stands on. */
  readonly run: (
    options?: Partial<CollectOptions>,
    tools?: Partial<CollectTools> & { readonly signal?: AbortSignal; readonly as?: string },
    onProgress?: (p: CollectProgress) => void,
  ) => ReturnType<typeof collectWith>
  readonly asked: Asked[]
  /** The snapshots of the workspace, by name. */
  readonly snapshots: () => Promise<Readonly<Record<string, string>>>
  readonly close: () => Promise<void>
}

/** A workspace and an endpoint that answers for an organisation. */
export const given = async (answer = organizationAnswer): Promise<Collected> => {
  const workspace = await mkdtemp(join(tmpdir(), 'wholetrail-collect-'))
  const aws = await fakeAws(answer)
  const run: Collected['run'] = (options = {}, tools = {}, onProgress = () => {}) => {
    const { signal = new AbortController().signal, as = MANAGEMENT, ...others } = tools
    const effects: Effects = {
      now: () => STARTED,
      cwd: workspace,
      env: { AWS_ACCESS_KEY_ID: `AKIA${as}`, AWS_SECRET_ACCESS_KEY: 'x' },
      stdout: () => {},
      stderr: () => {},
      terminal: { stdout: false, stderr: false, columns: 100 },
      signal,
    }
    return collectWith(
      { workspace, endpointUrl: aws.url, maxAttempts: 1, ...options },
      effects,
      {
        clock: { now: () => STARTED, sleep: async () => {} },
        write: writeAtomically,
        probes: [organizationProbe, trailsProbe, countProbe],
        ...others,
      },
      onProgress,
    )
  }
  const folder = join(workspace, 'snapshots')
  return {
    workspace,
    run,
    asked: aws.asked,
    snapshots: async () => {
      const names = (await readdir(folder).catch(() => [])).sort()
      const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
      return Object.fromEntries(names.map((name, i) => [name, texts[i] ?? '']))
    },
    close: async () => {
      await aws.close()
      await rm(workspace, { recursive: true, force: true })
    },
  }
}

export const parsed = (text: string): Snapshot => snapshotSchema.parse(JSON.parse(text))

/** Opens collections that are closed after the test. */
export const opener = () => {
  let opened: Collected[] = []
  afterEach(async () => {
    await Promise.all(opened.map((c) => c.close()))
    opened = []
  })
  return async (answer?: Parameters<typeof given>[0]): Promise<Collected> => {
    const collected = await given(answer)
    opened.push(collected)
    return collected
  }
}
