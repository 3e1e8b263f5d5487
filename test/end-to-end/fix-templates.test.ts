import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Form } from '../../src/act/fix/formats/form.ts'
import { type WrittenStep, writtenSteps } from '../../src/act/fix/formats/written.ts'
import { remedyIds } from '../../src/model/finding.ts'
import { demoSnapshot, planFor } from '../fixtures/demo-plan.ts'
import { holedPlans } from '../fixtures/holed-plans.ts'

const folder = mkdtempSync(join(tmpdir(), 'wholetrail-fix-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const has = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0
const cfnLint = has('cfn-lint', '--version')
const terraform = has('terraform', '-version')

const plans = [planFor(demoSnapshot()), ...holedPlans()]
const stepsIn = (form: Form): readonly WrittenStep[] =>
  plans.flatMap((plan) => writtenSteps(plan.steps, form))

const put = (path: string, content: string): string => {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

test('every remedy is in the plans whose templates are checked here', () => {
  const there = new Set(plans.flatMap((p) => p.steps.flatMap((s) => s.remedies)))
  expect(remedyIds.filter((id) => !there.has(id))).toEqual([])
})

test.skipIf(!cfnLint)(
  'every template of CloudFormation passes cfn-lint (skipped without it)',
  () => {
    const files = [...stepsIn('cloudformation'), ...stepsIn('terraform')].flatMap((w, i) =>
      w.templates.flatMap(({ form, content, adoption }) =>
        form === 'terraform'
          ? []
          : [
              put(`cfn/${i}.yaml`, content),
              ...(adoption === undefined ? [] : [put(`cfn/${i}-import.yaml`, adoption.template)]),
            ],
      ),
    )
    expect(files.length).toBeGreaterThan(20)
    const run = spawnSync('cfn-lint', files, { encoding: 'utf8' })
    expect(run.stdout + run.stderr).toBe('')
    expect(run.status).toBe(0)
  },
)

const terraformFiles = (): readonly string[] =>
  stepsIn('terraform').flatMap((w) =>
    w.templates.flatMap((t) => (t.form === 'terraform' ? [t.content] : [])),
  )

test.skipIf(!terraform)('terraform fmt has nothing to change (skipped without terraform)', () => {
  for (const [i, content] of terraformFiles().entries()) put(`fmt/${i}.tf`, content)
  const run = spawnSync(
    'terraform',
    ['fmt', '-check', '-diff', '-recursive', join(folder, 'fmt')],
    {
      encoding: 'utf8',
    },
  )
  expect(run.stdout).toBe('')
  expect(run.status).toBe(0)
})

/** Where providers were unpacked; without it terraform asks its mirror or the registry. */
const plugins = process.env.WHOLETRAIL_TERRAFORM_PLUGINS

test.skipIf(!terraform)(
  'terraform validate accepts every file (skipped where no provider is to be had)',
  (context) => {
    const files = terraformFiles()
    expect(files.length).toBeGreaterThan(10)
    // One module, so that the provider is started once: the head of a file stands in it once, and the labels of each
    // file have its number, so that of two plans with the same thing both are looked at.
    let resources = 0
    for (const [i, content] of files.entries()) {
      const labels = [...content.matchAll(/^resource "[a-z0-9_]+" "([a-z0-9_]+)"/gm)].flatMap(
        ([, label]) => label ?? [],
      )
      const inFile = labels.reduce(
        (text, label) => text.replace(new RegExp(`\\b${label}\\b`, 'g'), `${label}_of_${i}`),
        content,
      )
      const blocks = inFile.split(/\n\n(?=[a-z])/)
      const own = blocks.filter((block) => i === 0 || /^(resource|import) /.test(block))
      resources += own.filter((block) => block.startsWith('resource')).length
      put(`validate/${i}.tf`, `${own.join('\n\n')}\n`)
    }
    const written = files.flatMap((content) => content.match(/^resource /gm) ?? []).length
    expect(resources).toBe(written)
    const cwd = join(folder, 'validate')
    const where = plugins !== undefined && existsSync(plugins) ? [`-plugin-dir=${plugins}`] : []
    const init = spawnSync('terraform', ['init', '-backend=false', '-input=false', ...where], {
      ...{ cwd, encoding: 'utf8', timeout: 60_000 },
    })
    if (init.status !== 0) context.skip('terraform init found no provider aws')
    const run = spawnSync('terraform', ['validate', '-no-color', '-json'], {
      cwd,
      encoding: 'utf8',
    })
    const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { severity: string }[] }
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([])
  },
)
