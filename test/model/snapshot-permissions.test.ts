import { expect, test } from 'vitest'
import { permissionSchema } from '../../src/model/snapshot/principal.ts'

const statement = { Effect: 'Allow', Action: 'cloudtrail:StopLogging', Resource: '*' }
const read = (...known: object[]) =>
  permissionSchema.safeParse({
    account: '111111111111',
    readAt: '2026-03-05T00:00:00Z',
    arn: 'arn:aws:iam::111111111111:role/Admin',
    statements: { known },
  }).success

test('permissions are single statements: a whole document, or one without an effect, is an error', () => {
  expect(read(statement)).toBe(true)
  expect(read({ Version: '2012-10-17', Statement: [statement] })).toBe(false)
  expect(read({ ...statement, Effect: undefined })).toBe(false)
  expect(read({ ...statement, Effect: 'allow' })).toBe(false)
})
