import { expect, test } from 'vitest'
import { scopeOf } from '../../src/show/cli/scope-options.ts'

test('R4 the objects of a directory bucket are none of AWS::S3::Object', () => {
  const [box] = scopeOf({ bucket: 'payroll--euw1-az1--x-s3', read: true }).boxes
  expect(box?.fields['resources.type']).toEqual({
    Equals: ['AWS::S3Express::AccessPoint', 'AWS::S3Express::Object'],
  })
  expect([box?.fields['resources.ARN'], box?.fields.eventSource]).toEqual([undefined, undefined])
})

test('those of any other bucket are', () => {
  const [box] = scopeOf({ bucket: 'payroll', read: true }).boxes
  expect(box?.fields).toMatchObject({
    'resources.type': { Equals: ['AWS::S3::Object'] },
    'resources.ARN': { StartsWith: ['arn:aws:s3:::payroll/'] },
  })
})
