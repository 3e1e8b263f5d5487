import { expect, test } from 'vitest'
import { readProposal } from '../../../../src/reason/price/propose/read.ts'

const DATA = {
  Name: 'objects',
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
    { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::payroll/'] },
  ],
}
const BASIC = { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }

const read = (value: unknown, name = 'p.json') => readProposal(JSON.stringify(value), name)

test('an answer of GetEventSelectors names its trail', () => {
  const { format, recorders } = read({
    TrailARN: 'arn:aws:cloudtrail:eu-west-1:111111111111:trail/audit',
    AdvancedEventSelectors: [DATA],
    EventSelectors: [],
  })
  expect(format).toBe('aws-json')
  expect(recorders).toMatchObject([
    {
      kind: 'trail',
      name: 'arn:aws:cloudtrail:eu-west-1:111111111111:trail/audit',
      isNamed: true,
      selectors: { AdvancedEventSelectors: [DATA] },
      settings: {},
    },
  ])
})

test('the request of a PutEventSelectors record is read in its own casing', () => {
  const { recorders } = read({
    trailName: 'audit',
    eventSelectors: [{ readWriteType: 'WriteOnly', includeManagementEvents: true }],
  })
  expect(recorders).toMatchObject([{ name: 'audit', selectors: { EventSelectors: [BASIC] } }])
})

test.each([
  ['advanced', [DATA], { AdvancedEventSelectors: [DATA] }],
  ['basic', [BASIC], { EventSelectors: [BASIC] }],
])('a bare list of %s selectors names no trail', (_, list, selectors) => {
  expect(read(list).recorders).toMatchObject([{ name: null, isNamed: false, selectors }])
})

test('several trails in one file, and some that are to go', () => {
  const { recorders, removed } = read({
    Trails: [
      { TrailName: 'a', EventSelectors: [BASIC] },
      { TrailName: 'b', AdvancedEventSelectors: [DATA] },
    ],
    Remove: ['old'],
  })
  expect(recorders.map((r) => r.name)).toEqual(['a', 'b'])
  expect(removed).toEqual(['old'])
})

test.each([
  [
    'an operator that is not known',
    {
      TrailName: 'a',
      AdvancedEventSelectors: [DATA, { FieldSelectors: [{ Field: 'x', Is: ['y'] }] }],
    },
    /p\.json: a: AdvancedEventSelectors\[1\].*Is/s,
  ],
  [
    'a type that is none',
    { TrailName: 'a', EventSelectors: [{ ReadWriteType: 'Reads' }] },
    /p\.json: a: EventSelectors\[0\].*ReadWriteType/s,
  ],
  [
    'both kinds of selectors',
    { TrailName: 'a', EventSelectors: [BASIC], AdvancedEventSelectors: [DATA] },
    /not both/,
  ],
  ['an empty list', { TrailName: 'a', AdvancedEventSelectors: [] }, /empty/],
  ['a member of no known meaning', { TrailName: 'a', EventSelector: [BASIC] }, /EventSelector /],
  ['no selectors', { TrailName: 'a' }, /no EventSelectors/],
  [
    'a bare list with one that is none',
    [DATA, { Name: 'x' }],
    /AdvancedEventSelectors\[1\].*FieldSelectors/s,
  ],
  [
    'more than 500 values',
    [
      {
        FieldSelectors: [
          ...DATA.FieldSelectors.slice(0, 2),
          { Field: 'resources.ARN', StartsWith: Array.from({ length: 499 }, (_, i) => `${i}`) },
        ],
      },
    ],
    /501 values/,
  ],
])('%s is an error that names its place', (_, value, message) => {
  expect(() => read(value)).toThrow(message)
})

const CLOUDFORMATION = `
Parameters:
  Bucket: { Type: String }
Resources:
  Logs: { Type: AWS::S3::Bucket }
  Audit:
    Type: AWS::CloudTrail::Trail
    Properties:
      TrailName: audit
      IsLogging: true
      S3BucketName: !Ref Logs
      IsMultiRegionTrail: true
      EventSelectors:
        - ReadWriteType: All
          IncludeManagementEvents: 'false'
          DataResources:
            - Type: AWS::S3::Object
              Values: [!Sub 'arn:aws:s3:::payroll/']
`

test('a trail of CloudFormation is the whole of it: what it leaves out has its default', () => {
  const { format, recorders } = readProposal(CLOUDFORMATION, 'audit.yaml')
  expect(format).toBe('cloudformation')
  expect(recorders).toMatchObject([
    {
      kind: 'trail',
      name: 'audit',
      isNamed: true,
      settings: { isLogging: true, isMultiRegion: true, isOrganization: false },
      selectors: {
        EventSelectors: [
          {
            ReadWriteType: 'All',
            IncludeManagementEvents: false,
            DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::payroll/'] }],
          },
        ],
      },
    },
  ])
  expect(recorders[0]?.place).toMatch(/audit\.yaml.*Audit \(AWS::CloudTrail::Trail\)/)
})

test('a selector that depends on a parameter is an error, not a selector less', () => {
  const text = CLOUDFORMATION.replace("!Sub 'arn:aws:s3:::payroll/'", `!Sub '\${Bucket}/'`)
  expect(() => readProposal(text, 'audit.yaml')).toThrow(/audit\.yaml.*Bucket.*cannot be resolved/)
  const given = readProposal(text, 'audit.yaml', { parameters: { Bucket: 'arn:aws:s3:::given' } })
  expect(given.recorders[0]?.selectors?.EventSelectors?.[0]?.DataResources).toEqual([
    { Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::given/'] },
  ])
})

test('a template without trails proposes nothing', () => {
  expect(() => readProposal('Resources: { Logs: { Type: AWS::S3::Bucket } }', 'x.yaml')).toThrow(
    /no trail/,
  )
})

const TERRAFORM = `
resource "aws_cloudtrail" "audit" {
  name                  = "audit"
  s3_bucket_name        = "logs"
  is_multi_region_trail = true
  advanced_event_selector {
    name = "objects"
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
    field_selector {
      field       = "resources.ARN"
      starts_with = ["arn:aws:s3:::payroll/"]
    }
  }
}
`

test('a trail of Terraform is read with the names of the API', () => {
  const { format, recorders } = readProposal(TERRAFORM, 'audit.tf')
  expect(format).toBe('terraform')
  expect(recorders).toMatchObject([
    {
      name: 'audit',
      settings: { isLogging: true, isMultiRegion: true, s3Bucket: 'logs' },
      selectors: { AdvancedEventSelectors: [DATA] },
    },
  ])
})

test('selectors that a loop makes are an error, not selectors less', () => {
  const text = TERRAFORM.replace(
    'advanced_event_selector {',
    'dynamic "advanced_event_selector" {\n    for_each = var.prefixes\n    content {}\n  }\n  advanced_event_selector {',
  )
  expect(() => readProposal(text, 'audit.tf')).toThrow(/audit\.tf.*cannot be resolved/)
})
