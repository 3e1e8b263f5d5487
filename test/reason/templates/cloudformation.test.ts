import { expect, test } from 'vitest'
import { readTemplate } from '../../../src/reason/templates/read.ts'
import type { TemplateContext } from '../../../src/reason/templates/types.ts'
import { isUnresolved, whyUnresolved } from '../../../src/reason/templates/values.ts'

const read = (text: string, context: TemplateContext = { partition: 'aws' }) =>
  readTemplate(text, 'x.yaml', context)

const topicNamed = (value: string, more = ''): string =>
  `Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      V: ${value}\n${more}`

const said = (value: string, more = '', context?: TemplateContext) =>
  read(topicNamed(value, more), context).resources[0]?.properties.V

test('short forms, references by name and parameters are resolved; lines are known', () => {
  const { resources, notes } = read(`
Parameters:
  Name: {Type: String, Default: logs}
  List: {Type: CommaDelimitedList, Default: "a, b"}
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties: {BucketName: !Ref Name}
  Trail:
    Type: AWS::CloudTrail::Trail
    DependsOn: [Bucket]
    Properties:
      IsLogging: true
      S3BucketName: !Ref Bucket
      Values:
        - !Sub "\${Bucket.Arn}/"
        - !Sub ["\${A}-\${!lit}", {A: !Join ["/", [x, !Ref Name]]}]
        - !GetAtt [Bucket, Arn]
        - Fn::Select: [1, !Ref List]
        - !FindInMap [M, k, v]
        - !Select [2, !Split [":", "a:b:c"]]
Mappings: {M: {k: {v: found}}}
`)
  expect(resources[1]).toMatchObject({
    name: 'Trail',
    line: 9,
    dependsOn: ['Bucket'],
    properties: {
      S3BucketName: 'logs',
      Values: ['arn:aws:s3:::logs/', `x/logs-\${lit}`, 'arn:aws:s3:::logs', 'b', 'found', 'c'],
    },
  })
  expect(notes[0]).toBe('parameter Name is read with its default, logs')
})

test('conditions are decided where the template decides them, and noted where a resource is not made', () => {
  const text = `
Parameters: {Stage: {Type: String, Default: prod}, Other: {Type: String}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  Not: !Not [!Condition IsProd]
  Open: !Equals [!Ref Other, x]
Resources:
  A: {Type: AWS::SNS::Topic, Condition: Not}
  B:
    Type: AWS::SNS::Topic
    Condition: Open
    Properties:
      TopicName: !If [IsProd, prod, dev]
      KmsMasterKeyId: !If [Not, x, !Ref AWS::NoValue]
      V: !If [Open, x, y]
`
  const { resources, notes } = read(text)
  expect(resources.map((r) => r.name)).toEqual(['B'])
  expect(resources[0]?.present).toSatisfy(isUnresolved)
  expect(resources[0]?.properties).toMatchObject({ TopicName: 'prod' })
  expect(resources[0]?.properties).not.toHaveProperty('KmsMasterKeyId')
  expect(resources[0]?.properties.V).toSatisfy(isUnresolved)
  expect(notes).toContain('A is not made: condition Not does not hold')
})

test.each([
  ['!Ref P', 'Parameters: {P: {Type: String}}', 'parameter'],
  ['!Ref Nothing', '', 'unknown-name'],
  ['!GetAtt K.Arn', '  K: {Type: AWS::KMS::Key}', 'attribute'],
  ['!Ref AWS::Region', '', 'place'],
  ['!ImportValue x', '', 'import'],
  ['!GetAZs ""', '', 'function'],
  [
    `!Sub "\${Loop.Arn}"`,
    '  Loop: {Type: AWS::S3::Bucket, Properties: {BucketName: !GetAtt Loop.Arn}}',
    'attribute',
  ],
])('%s stays unresolved, never guessed', (expression, more, why) => {
  const value = said(expression, more)
  expect(isUnresolved(value) && whyUnresolved(value)).toBe(why)
})

test('the context says where the template is deployed', () => {
  const context = { account: '012345678901', region: 'eu-west-1', partition: 'aws-cn' }
  const text = `!Sub "\${AWS::Partition} \${AWS::AccountId} \${AWS::Region}"`
  expect(said(text, '', context)).toBe('aws-cn 012345678901 eu-west-1')
})

test('numbers keep what was written: an account id keeps its zero', () => {
  expect(said('012345678901')).toBe('012345678901')
  expect(said('1e3')).toBe('1e3')
  expect(said('2012-10-17')).toBe('2012-10-17')
  expect(said('365')).toBe(365)
})

test('JSON is read as well, and members that look like functions of other words stay data', () => {
  const json = JSON.stringify({
    Resources: {
      T: { Type: 'AWS::SNS::Topic', Properties: { V: { Ref: 'T' }, W: { Condition: 'x' } } },
    },
  })
  const [topic] = readTemplate(json, 't.json').resources
  expect(topic?.properties.V).toSatisfy(isUnresolved)
  expect(topic?.properties.W).toEqual({ Condition: 'x' })
})

test.each([
  ['{}', 'it has no Resources'],
  ['Resources: [', 'line '],
  ['Resources:\n  A: {Type: x}\n  A: {Type: y}', 'line '],
  ['Resources:\n  A: {Properties: {}}', 'resource A has no Type'],
  [`Resources:\n  A:\n    <<: {Type: x}`, 'merge keys'],
  [`Resources: ${'['.repeat(3000)}${']'.repeat(3000)}`, 'nested too deeply'],
  [`{"Resources": ${'['.repeat(3000)}${']'.repeat(3000)}}`, 'nested too deeply'],
])('%#: a template that cannot be read is refused', (text, message) => {
  expect(() => read(text)).toThrow(message)
})

test('aliases of aliases do not make any number of values', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (let i = 0; i < 9; i += 1) {
    const [to, from] = [String.fromCharCode(98 + i), String.fromCharCode(97 + i)]
    bomb.push(
      `${to}: &${to} [*${from}, *${from}, *${from}, *${from}, *${from}, *${from}, *${from}, *${from}]`,
    )
  }
  expect(() => read(bomb.join('\n'))).toThrow('nested too deeply')
})
