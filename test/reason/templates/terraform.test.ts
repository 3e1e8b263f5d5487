import { expect, test } from 'vitest'
import { WholetrailError } from '../../../src/model/error.ts'
import { readTemplate } from '../../../src/reason/templates/read.ts'
import type { TemplateContext } from '../../../src/reason/templates/types.ts'
import { isUnresolved, whyUnresolved } from '../../../src/reason/templates/values.ts'

const read = (text: string, context: TemplateContext = { partition: 'aws' }) =>
  readTemplate(text, 'main.tf', context)

const first = (text: string, context?: TemplateContext) => read(text, context).resources[0]

test('nested blocks are lists, references and locals are resolved', () => {
  const { resources, notes } = read(`
# trails
variable "name" { default = "main" }
locals {
  bucket = aws_s3_bucket.logs.id
  types  = ["AWS::S3::Object", "AWS::Lambda::Function"]
}
resource "aws_s3_bucket" "logs" { bucket = "logs-\${var.name}" }
resource "aws_cloudtrail" "this" {
  name           = var.name
  s3_bucket_name = local.bucket
  kms_key_id     = aws_kms_key.k.arn // made by AWS
  enable_logging = true

  advanced_event_selector {
    name = "reads"
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field       = "resources.ARN"
      starts_with = ["\${aws_s3_bucket.logs.arn}/", format("%s/x", aws_s3_bucket.logs.arn)]
    }
  }
  depends_on = [aws_s3_bucket.logs]
}
resource "aws_kms_key" "k" {}
`)
  expect(notes).toEqual(['variable name is read with its default, "main"'])
  const trail = resources[1]
  expect(trail).toMatchObject({
    type: 'aws_cloudtrail',
    name: 'this',
    line: 9,
    dependsOn: ['aws_s3_bucket.logs'],
  })
  expect(trail?.properties).toMatchObject({
    name: 'main',
    s3_bucket_name: 'logs-main',
    enable_logging: true,
    advanced_event_selector: [
      {
        name: 'reads',
        field_selector: [
          { field: 'eventCategory', equals: ['Data'] },
          {
            field: 'resources.ARN',
            starts_with: ['arn:aws:s3:::logs-main/', 'arn:aws:s3:::logs-main/x'],
          },
        ],
      },
    ],
  })
  const key = trail?.properties.kms_key_id
  expect(isUnresolved(key) && key.reference).toEqual({
    resource: 'aws_kms_key.k',
    attribute: 'arn',
  })
})

test('dynamic blocks, for, count and for_each are written out', () => {
  const { resources } = read(`
locals {
  buckets = { a = "alpha", b = "beta" }
}
resource "aws_cloudtrail" "t" {
  name = "t"
  dynamic "event_selector" {
    for_each = local.buckets
    iterator = it
    content {
      data_resource {
        type   = "AWS::S3::Object"
        values = ["arn:aws:s3:::\${it.value}/"]
      }
    }
  }
  tags = { for k, v in local.buckets : upper(k) => v if k != "b" }
}
resource "aws_s3_bucket" "many" {
  for_each = toset(values(local.buckets))
  bucket   = each.key
}
resource "aws_s3_bucket" "two" {
  count  = 2
  bucket = "b\${count.index}"
}
resource "aws_s3_bucket" "none" { count = 0 }
`)
  expect(resources.map((r) => [r.name, r.properties.bucket])).toEqual([
    ['t', undefined],
    ['many["alpha"]', 'alpha'],
    ['many["beta"]', 'beta'],
    ['two[0]', 'b0'],
    ['two[1]', 'b1'],
  ])
  expect(resources[0]?.properties).toMatchObject({
    event_selector: [
      { data_resource: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3:::alpha/'] }] },
      { data_resource: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3:::beta/'] }] },
    ],
    tags: { A: 'alpha' },
  })
})

test('jsonencode, heredocs and policy documents become text', () => {
  const text = `
resource "aws_s3_bucket_policy" "a" {
  bucket = "b"
  policy = jsonencode({
    Version = "2012-10-17", Statement = [{
      Effect    = "Deny"
      "Action"  : ["s3:*"]
      Resource  = "arn:aws:s3:::b/$\${aws:username}"
    }]
  })
}
resource "aws_s3_bucket_policy" "b" {
  bucket = "b"
  policy = <<-EOT
    {
      "a": "\\n \${"x"}"
    }
  EOT
}
data "aws_iam_policy_document" "d" {
  statement {
    sid       = "S"
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = ["x"]
    }
  }
}
resource "aws_s3_bucket_policy" "c" { policy = data.aws_iam_policy_document.d.json }
`
  const [a, b, c] = read(text).resources.map((r) => r.properties.policy)
  expect(JSON.parse(String(a))).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: ['s3:*'], Resource: `arn:aws:s3:::b/\${aws:username}` }],
  })
  expect(b).toBe('{\n  "a": "\\n x"\n}\n')
  expect(JSON.parse(String(c))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'S',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: '*',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceArn': 'x' } },
      },
    ],
  })
})

test.each([
  ['var.x', 'variable "x" {}', 'parameter'],
  ['var.y', '', 'unknown-name'],
  ['module.m.arn', '', 'import'],
  [
    'data.aws_caller_identity.current.account_id',
    'data "aws_caller_identity" "current" {}',
    'place',
  ],
  ['data.aws_s3_bucket.b.arn', 'data "aws_s3_bucket" "b" {}', 'import'],
  ['file("x.json")', '', 'function'],
  ['aws_kms_key.k.key_id', 'resource "aws_kms_key" "k" {}', 'attribute'],
  ['local.loop', `locals {\n loop = "\${local.loop}x"\n}`, 'unknown-name'],
  ['each.value', '', 'repetition'],
  ['"%{ if true }a%{ endif }"', '', 'function'],
])('%s stays unresolved, never guessed', (expression, more, why) => {
  const value = first(`resource "aws_s3_bucket" "b" { bucket = ${expression} }\n${more}`)
    ?.properties.bucket
  expect(isUnresolved(value) && whyUnresolved(value)).toBe(why)
})

test('a text with a hole keeps its known parts', () => {
  const value = first(`resource "aws_x" "b" { arn = "arn:\${var.p}:s3:::b/" }\nvariable "p" {}`)
    ?.properties.arn
  expect(
    isUnresolved(value) && value.parts?.map((p) => (isUnresolved(p) ? p.expression : p)),
  ).toEqual(['arn:', 'var.p', ':s3:::b/'])
})

test('given variables win over defaults', () => {
  const text = 'variable "n" { default = "a" }\nresource "aws_s3_bucket" "b" { bucket = var.n }'
  const { resources, notes } = read(text, { parameters: { n: 'b' } })
  expect(resources[0]?.properties.bucket).toBe('b')
  expect(notes).toEqual([])
})

test.each([
  ['resource "a" "b" {', 1],
  ['resource "a" "b" {\n x = \n}', 2],
  ['resource "a" "b" {\n x = "open\n}', 2],
  ['resource "a" "b" {\n x = 1\n x = 2\n}', 3],
  [`resource "a" "b" { x = ${'['.repeat(5000)} }`, 1],
  [`resource "a" "b" { x = ${'!'.repeat(5000)} true }`, 1],
])('%j is refused with its line', (text, line) => {
  try {
    read(text)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(WholetrailError)
    expect(error).toMatchObject({ code: 'configuration' })
    expect(String(error)).toContain(`main.tf: line ${line}:`)
  }
})

test('names of the language of objects are plain names', () => {
  const text = 'resource "aws_x" "b" { tags = { __proto__ = "a", constructor = "b" } }'
  const tags = first(text)?.properties.tags
  expect(Object.entries(tags ?? {})).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ])
  expect(first('resource "aws_x" "b" { a = toString("x") }')?.properties.a).toSatisfy(isUnresolved)
})

test('references that double a text stop at its longest', () => {
  const lines = [...Array(60).keys()].map((i) => ` a${i + 1} = "\${local.a${i}}\${local.a${i}}"`)
  const text = `locals {\n a0 = "xx"\n${lines.join('\n')}\n}\nresource "aws_x" "b" { v = local.a60 }`
  expect(first(text)?.properties.v).toSatisfy(isUnresolved)
})
