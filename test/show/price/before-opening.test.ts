import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../../fixtures/cli.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wholetrail-price-files-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** In a workspace that is not there: what opens it says so instead. */
const price = async (option: string, name: string, content: string | undefined) => {
  const file = join(folder, name)
  if (content !== undefined) await writeFile(file, content)
  const argv = option === '--goal' ? ['--optimise', '--goal', file] : [option, file]
  return runCli(['price', ...argv, '--workspace', join(folder, 'nothing')])
}

const SELECTORS = JSON.stringify({
  TrailName: 'main',
  EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
})

const ORGANIZATION = `
data "aws_organizations_organization" "current" {}
resource "aws_cloudtrail" "main" {
  name           = "main-\${data.aws_organizations_organization.current.id}"
  s3_bucket_name = "logs"
}
`

describe('a file that is broken is told before the lake is opened, and ends with 2', () => {
  test.each([
    ['--goal', 'keys.yaml', 'bukets: [payroll]', 'keys.yaml is no goal'],
    ['--goal', 'text.yaml', '{', 'neither YAML nor JSON'],
    ['--goal', 'absent.yaml', undefined, 'cannot read'],
    ['--propose', 'text.json', '{"TrailName":', 'text.json'],
    ['--propose', 'field.json', SELECTORS.replace('"All"', '"Some"'), 'ReadWriteType'],
    ['--propose', 'absent.json', undefined, 'cannot read'],
  ])('%s %s', async (option, name, content, says) => {
    const { code, stderr } = await price(option, name, content)
    expect(stderr).toContain(says)
    expect(stderr).not.toContain('wholetrail ingest')
    expect(code).toBe(2)
  })

  test.each([
    ['--goal', 'sound.yaml', 'buckets: [payroll]'],
    ['--propose', 'sound.json', SELECTORS],
    ['--propose', 'sound.tf', ORGANIZATION],
  ])('%s %s is sound: then the workspace is opened', async (option, name, content) => {
    const { stderr } = await price(option, name, content)
    expect(stderr).toContain('wholetrail ingest')
  })
})
