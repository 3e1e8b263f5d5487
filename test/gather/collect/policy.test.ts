import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { services } from '../../../src/gather/aws/call.ts'
import { loadModule } from '../../../src/gather/aws/modules.ts'
import { engine } from '../../../src/gather/collect/engine-calls.ts'
import { actionsOf } from '../../../src/gather/collect/policy/actions.ts'
import { policyAdvice } from '../../../src/gather/collect/policy/caller.ts'
import { policyText } from '../../../src/gather/collect/policy/list.ts'
import { probes } from '../../../src/gather/collect/probes/list.ts'
import { policyForms } from '../../../src/show/cli/collect-options.ts'

interface Policy {
  readonly Statement: readonly {
    readonly Sid: string
    readonly Effect: string
    readonly Action: readonly string[]
    readonly Resource: string
  }[]
}
const policy = JSON.parse(policyText('json')) as Policy
const actions = policy.Statement.flatMap((s) => s.Action)
const calls = [engine, ...probes].flatMap((p) => p.calls)

describe('the policy', () => {
  test('allows what the probes declare, and nothing else', () => {
    const declared = new Set(calls.map((c) => c.action))
    expect([...actions].sort()).toEqual([...declared].sort())
    expect(actionsOf([])).toEqual([
      'ec2:DescribeRegions',
      'organizations:ListAccounts',
      'sts:GetCallerIdentity',
    ])
  })

  test('allows reads alone: no verb that changes, no wildcard', () => {
    const others = actions.filter(
      (a) => !/^[a-z0-9-]+:(Get|List|Describe|Lookup)[A-Za-z0-9]+$/.test(a),
    )
    expect(others).toEqual([])
  })

  test('never reads what is stored: no object, no secret, no item, no message', () => {
    expect(actions).not.toContain('s3:GetObject')
    expect(
      actions.filter((a) => /GetItem|GetSecretValue|GetParameter|GetLogEvents/.test(a)),
    ).toEqual([])
  })

  test('calls are reads too, and each exists in its client', async () => {
    expect(calls.filter((c) => !/^(Get|List|Describe|Lookup|Head)/.test(c.operation))).toEqual([])
    for (const service of services) {
      const module = await loadModule(service)
      const here = calls.filter((c) => c.service === service)
      expect(here.filter((c) => !module.has(c.operation))).toEqual([])
    }
  })

  test('is grouped by service and sorted', () => {
    const sids = policy.Statement.map((s) => s.Sid)
    expect(new Set(sids).size).toBe(sids.length)
    for (const { Action, Sid } of policy.Statement) {
      expect(Action).toEqual([...Action].sort())
      expect(new Set(Action.map((a) => a.split(':')[0])).size).toBe(1)
      expect(Sid).toMatch(/^[A-Za-z0-9]+$/)
    }
  })

  test('fits a managed policy of IAM (6,144 characters without white space)', () => {
    expect(policyText('json').replace(/\s/g, '').length).toBeLessThan(6144)
  })
})

const isPresent = (command: string): boolean =>
  spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0

const folder = mkdtempSync(join(tmpdir(), 'wholetrail-policy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const files = {
  cloudformation: join(folder, 'role.yaml'),
  stackset: join(folder, 'members.yaml'),
  terraform: join(folder, 'role.tf'),
}
beforeAll(() => {
  for (const form of ['cloudformation', 'stackset', 'terraform'] as const)
    writeFileSync(files[form], policyText(form))
})

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Properties: Record<string, unknown> }>>
}
const actionsIn = (template: Template): readonly string[] => {
  const { Policies } = template.Resources.WholetrailReadOnly?.Properties ?? {}
  const [only] = Policies as readonly { readonly PolicyDocument: Policy }[]
  return only?.PolicyDocument.Statement.flatMap((s) => s.Action) ?? []
}

describe('the forms of the role', () => {
  test('each form is written', () => {
    for (const form of policyForms) expect(policyText(form).length).toBeGreaterThan(500)
  })

  test('CloudFormation, StackSet and Terraform allow the same', () => {
    expect(actionsIn(parse(policyText('cloudformation')) as Template)).toEqual(actions)
    const stackSet = parse(policyText('stackset')) as Template
    const body = stackSet.Resources.Members?.Properties.TemplateBody
    expect(actionsIn(JSON.parse(String(body)) as Template)).toEqual(actions)
    const inHcl = [...policyText('terraform').matchAll(/^ {6}"([a-z0-9-]+:[A-Za-z0-9]+)",$/gm)]
    expect(inHcl.map((m) => m[1])).toEqual(actions)
  })

  test('the template of a StackSet fits (51,200 bytes)', () => {
    const { Resources } = parse(policyText('stackset')) as Template
    expect(String(Resources.Members?.Properties.TemplateBody).length).toBeLessThan(51_200)
  })

  test.skipIf(!isPresent('cfn-lint'))('cfn-lint finds nothing (skipped without cfn-lint)', () => {
    const lint = (file: string) =>
      spawnSync('cfn-lint', [file], { encoding: 'utf8', timeout: 50_000 })
    for (const form of ['cloudformation', 'stackset'] as const) {
      const { stdout, status } = lint(files[form])
      expect({ stdout, status }).toEqual({ stdout: '', status: 0 })
    }
    const body = (parse(policyText('stackset')) as Template).Resources.Members?.Properties
      .TemplateBody
    writeFileSync(join(folder, 'inner.json'), String(body))
    expect(lint(join(folder, 'inner.json')).stdout).toBe('')
  })

  test.skipIf(!isPresent('terraform'))(
    'terraform reads it, formatted (skipped without terraform)',
    () => {
      const formatted = execFileSync('terraform', ['fmt', '-check', '-diff', files.terraform], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      expect(formatted).toBe('')
    },
  )
})

test.each(policyForms)('%s: how it is deployed, and what the caller of --org needs', (form) => {
  const advice = policyAdvice(form)
  expect(advice.join('\n')).toContain('"sts:AssumeRole"')
  expect(advice.join('\n')).toContain('organizations:List*')
  const isCommented = policyText(form).startsWith(`# ${advice[0]}\n`)
  expect(isCommented).toBe(form !== 'json') // JSON has no comments: it is said on stderr
})
