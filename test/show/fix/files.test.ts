import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { writtenSteps } from '../../../src/act/fix/formats/written.ts'
import type { Desired } from '../../../src/model/desired.ts'
import type { Plan, Step } from '../../../src/model/plan.ts'
import { planFiles } from '../../../src/show/fix/files.ts'
import { code } from '../../../src/show/fix/markdown.ts'
import { planText } from '../../../src/show/fix/text.ts'
import { costText } from '../../../src/show/fix/words.ts'

const trail: Desired = {
  kind: 'trail',
  account: '111122223333',
  region: 'eu-west-1',
  state: 'existing',
  name: 'main',
  s3Bucket: 'logs',
  s3Prefix: '',
  isMultiRegion: true,
  isOrganization: false,
  includeGlobalServiceEvents: true,
  logFileValidation: true,
  isLogging: true,
  selectors: {
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          { Field: 'eventType', NotEquals: ['AwsServiceEvent'] },
        ],
      },
    ],
  },
}

const stepOf = (desired: readonly Desired[], over: Partial<Step> = {}): Step => ({
  id: 'trails-111122223333-eu-west-1',
  phase: 'trails',
  account: '111122223333',
  region: 'eu-west-1',
  title: 'Trail main',
  remedies: ['trail-selectors'],
  desired: [...desired],
  before: [],
  after: [],
  proof: [],
  needs: [],
  risks: [],
  ...over,
})

const planWith = (steps: readonly Step[]): Plan => ({
  choices: [],
  steps: [...steps],
  closes: [],
  unblinds: [],
  cost: null,
  risks: [],
  cannot: [],
})

const filesFor = (steps: readonly Step[], form: 'cloudformation' | 'terraform' | 'console') =>
  planFiles(planWith(steps), writtenSteps(steps, form))

const contentOf = (path: string, files: ReturnType<typeof filesFor>): string =>
  files.find((f) => f.path === path)?.content ?? ''

test('facts 8.5: a selector field that Terraform does not take goes to CloudFormation, and it is said', () => {
  const steps = [stepOf([trail])]
  const [written] = writtenSteps(steps, 'terraform')
  expect(written?.elsewhere).toEqual([
    {
      kind: 'trail',
      name: 'main',
      form: 'cloudformation',
      why: 'the AWS provider of Terraform does not take the selector field eventType',
    },
  ])
  const files = filesFor(steps, 'terraform')
  expect(files.map((f) => f.path)).toEqual([
    'README.md',
    '01-trails-111122223333-eu-west-1/template.yaml',
    '01-trails-111122223333-eu-west-1/import.yaml',
    '01-trails-111122223333-eu-west-1/import.json',
  ])
  expect(contentOf('README.md', files)).toContain('does not take the selector field eventType')
})

test('what exists is imported into the stack before the stack changes it', () => {
  const readme = contentOf('README.md', filesFor([stepOf([trail])], 'cloudformation'))
  const order = ['create-change-set', '--change-set-type IMPORT', 'stack-import-complete', 'deploy']
  const places = order.map((words) => readme.indexOf(words))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places.every((at) => at > 0)).toBe(true)
})

test('a trust policy is in no template: a template would own the whole role', () => {
  const trust: Desired = {
    kind: 'role-trust',
    account: '111122223333',
    region: 'us-east-1',
    state: 'existing',
    role: 'deploy',
    arn: 'arn:aws:iam::111122223333:role/deploy',
    trustPolicy: { Version: '2012-10-17', Statement: [] },
  }
  for (const form of ['cloudformation', 'terraform'] as const) {
    const files = filesFor([stepOf([trust])], form)
    expect(files.map((f) => f.path)).toEqual([
      'README.md',
      '01-trails-111122223333-eu-west-1/commands.md',
    ])
    expect(files[1]?.content).toContain('aws iam update-assume-role-policy --region us-east-1')
  }
})

test('a lifecycle rule that was not read whole is in no form, and nobody is told it is', () => {
  const bucket: Desired = {
    kind: 'bucket',
    account: '111122223333',
    region: 'eu-west-1',
    state: 'existing',
    name: 'logs',
    lifecycle: [
      { id: 'x', enabled: true, prefix: '', isNarrowed: true, expirationDays: 3, transitions: [] },
    ],
  }
  for (const form of ['cloudformation', 'terraform', 'console'] as const) {
    const [written] = writtenSteps([stepOf([bucket])], form)
    expect(written?.templates).toEqual([])
    expect(written?.commands).toEqual([])
    expect(written?.elsewhere[0]).toMatchObject({ form: null, name: 'logs' })
    expect(contentOf('README.md', filesFor([stepOf([bucket])], form))).toContain('by hand')
  }
})

test('a dynamic reference of CloudFormation in a name is never written into a template', () => {
  const steps = [stepOf([{ ...trail, s3Prefix: '{{resolve:secretsmanager:prod}}' }])]
  const [written] = writtenSteps(steps, 'cloudformation')
  expect(written?.templates).toEqual([])
  expect(written?.elsewhere[0]?.form).toBe('console')
})

test('hostile names stay text in README.md: no heading, no link, no end of a block of code', () => {
  const name = 'x\n## Done\n[a](http://evil)<b>`rm`\u202e'
  const step = stepOf([{ ...trail, name }], {
    title: `Trail ${name}`,
    before: [{ text: `Look at ${name}`, command: ['aws', 's3', 'ls', '```\n# x'] }],
    risks: [name],
  })
  const readme = contentOf('README.md', filesFor([step], 'cloudformation'))
  expect(readme).not.toMatch(/^## Done/m)
  expect(readme).not.toContain('[a](')
  expect(readme).not.toContain('<b>')
  expect(readme).not.toContain('\u202e')
  expect(readme).toContain("$'")
})

test('the fence of a block of code is longer than any run of backticks in it', () => {
  expect(code(['a ```` b'])).toEqual(['`````sh', 'a ```` b', '`````'])
})

test.each([
  [{ low: 0, high: 0, likely: 0 }, 'no change'],
  [{ low: -5, high: -5, likely: -5 }, '$5.00 less'],
  [{ low: -1, high: 3, likely: 1 }, 'between $1.00 less and $3.00 more'],
  [{ low: -1, high: null, likely: null }, 'at most $1.00 less; how much it may add is not known'],
  [
    { low: 0.001, high: null, likely: 0.09 },
    ': likely $0.09 more; how much it may add is not known',
  ],
  [{ low: null, high: null, likely: -2 }, 'likely $2.00 less; how much it may save is not known'],
])('a difference %j in words: %s', (difference, words) => {
  const usd = { low: 10, high: 10, likely: 10 }
  expect(costText({ before: usd, after: usd, difference, notes: [] })).toContain(words)
})

test('the plan on the terminal shows no control character of a name', () => {
  const same = (text: string) => text
  const style = { good: same, bad: same, warn: same, dim: same, strong: same, unicode: true }
  const steps = [stepOf([trail], { title: 'Trail \u001b[31mx\u0007' })]
  const text = planText(planWith(steps), writtenSteps(steps, 'terraform'), {
    ...{ style, columns: 200, form: 'terraform', next: [], out: undefined },
  })
  expect(text).toContain('\\u001b[31mx\\u0007')
  expect(text).toMatch(/- trail main is in CloudFormation, not in Terraform/)
})

const retired: Desired = {
  kind: 'retired-trail',
  account: '111122223333',
  region: 'eu-west-1',
  state: 'existing',
  name: 'vendor',
  arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/vendor',
}

test('PA 15: who pastes the commands of a retirement stops a trail and deletes nothing', () => {
  const before = [{ text: 'See that org records' }]
  const step = stepOf([retired], { phase: 'retire', before })
  for (const form of ['cloudformation', 'terraform', 'console'] as const) {
    const files = filesFor([step], form)
    const now = contentOf('01-trails-111122223333-eu-west-1/commands.md', files)
    expect(now).toContain('stop-logging')
    expect(now).not.toContain('delete-trail')
    expect(now.indexOf('See that org records')).toBeLessThan(now.indexOf('stop-logging'))
    const later = contentOf('01-trails-111122223333-eu-west-1/later.md', files)
    expect(later).toMatch(/Only when[\s\S]*stopped for a week[\s\S]*delete-trail/)
  }
})

test.each([
  ['True', []],
  ['False', ['deleted']],
])('a trail that records (IsLogging %s) is not deleted by later.md', (isLogging, done) => {
  const later = contentOf(
    '01-trails-111122223333-eu-west-1/later.md',
    filesFor([stepOf([retired])], 'console'),
  )
  const script = /```sh\n([\s\S]*?)```/.exec(later)?.[1] ?? ''
  const aws = `aws() { case $2 in get-trail-status) echo ${isLogging};; *) echo deleted;; esac; }`
  const run = spawnSync('bash', ['-c', `${aws}\n${script}`], { encoding: 'utf8' })
  expect(run.stdout.split('\n').filter((l) => l !== '')).toEqual(done)
  expect(run.status).toBe(0)
})
