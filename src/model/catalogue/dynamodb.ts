import type { ServiceEvents } from './event.ts'

export const dynamodb = {
  eventSource: 'dynamodb.amazonaws.com',
  groups: [
    {
      names: ['DeleteItem', 'PutItem', 'UpdateItem'],
      variants: [{ category: 'Data', resourceTypes: ['AWS::DynamoDB::Table'] }],
      exclusive: true,
      source: 'facts/aws.md 3.7',
    },
    {
      names: [
        'BatchExecuteStatement',
        'BatchGetItem',
        'BatchWriteItem',
        'ExecuteStatement',
        'ExecuteTransaction',
        'GetItem',
        'Query',
        'Scan',
        'TransactGetItems',
        'TransactWriteItems',
      ],
      variants: [{ category: 'Data', resourceTypes: ['AWS::DynamoDB::Table'] }],
      exclusive: false,
      source: 'facts/aws.md 3.7, inferred',
    },
    {
      names: ['GetRecords', 'GetShardIterator'],
      variants: [{ category: 'Data', resourceTypes: ['AWS::DynamoDB::Stream'] }],
      exclusive: false,
      source: 'facts/aws.md 3.7, inferred',
    },
    {
      names: [
        'CreateBackup',
        'CreateTable',
        'DeleteBackup',
        'DeleteTable',
        'DescribeTable',
        'ExportTableToPointInTime',
        'ListTables',
        'RestoreTableFromBackup',
        'RestoreTableToPointInTime',
        'UpdateTable',
      ],
      variants: [{ category: 'Management' }],
      exclusive: false,
      source: 'inferred: calls on whole tables',
    },
  ],
} as const satisfies ServiceEvents
