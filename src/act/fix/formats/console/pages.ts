const TRAIL = 'CloudTrail, Trails, the trail'
const BUCKET = 'S3, Buckets, the bucket'
const KEY = 'KMS, Customer managed keys, the key'
const TOPIC = 'SNS, Topics, the topic'
const LOGS = 'CloudWatch, Log groups'
const ROLE = 'IAM, Roles, the role'
const SCP = 'AWS Organizations, Policies, Service control policies'

/**
 * Where the console does what a call does: service, page, tab, button. AWS renames pages: the command is what counts.
 * `logs associate-kms-key` has no page.
 */
export const pages: Readonly<Record<string, string>> = {
  'cloudtrail create-trail': 'CloudTrail, Trails, Create trail',
  'cloudtrail update-trail': `${TRAIL}, General details, Edit`,
  'cloudtrail put-event-selectors': `${TRAIL}, Management events and Data events, Edit`,
  'cloudtrail put-insight-selectors': `${TRAIL}, Insights events, Edit`,
  'cloudtrail start-logging': `${TRAIL}, Start logging`,
  'cloudtrail stop-logging': `${TRAIL}, Stop logging`,
  'cloudtrail delete-trail': `${TRAIL}, Delete`,
  's3api create-bucket': 'S3, Buckets, Create bucket',
  's3api put-public-access-block': `${BUCKET}, Permissions, Block public access, Edit`,
  's3api put-bucket-ownership-controls': `${BUCKET}, Permissions, Object Ownership, Edit`,
  's3api put-bucket-encryption': `${BUCKET}, Properties, Default encryption, Edit`,
  's3api put-bucket-versioning': `${BUCKET}, Properties, Bucket Versioning, Edit`,
  's3api put-object-lock-configuration': `${BUCKET}, Properties, Object Lock, Edit`,
  's3api put-bucket-lifecycle-configuration': `${BUCKET}, Management, Lifecycle rules`,
  's3api put-bucket-logging': `${BUCKET}, Properties, Server access logging, Edit`,
  's3api put-bucket-policy': `${BUCKET}, Permissions, Bucket policy, Edit`,
  'kms create-key': 'KMS, Customer managed keys, Create key',
  'kms create-alias': `${KEY}, Aliases, Create alias`,
  'kms put-key-policy': `${KEY}, Key policy, Edit`,
  'kms enable-key': `${KEY}, Key actions, Enable`,
  'kms disable-key': `${KEY}, Key actions, Disable`,
  'kms enable-key-rotation': `${KEY}, Key rotation, Edit`,
  'kms disable-key-rotation': `${KEY}, Key rotation, Edit`,
  'kms update-key-description': `${KEY}, General configuration, Edit`,
  'sns create-topic': 'SNS, Topics, Create topic',
  'sns set-topic-attributes': `${TOPIC}, Edit, Access policy`,
  'sns subscribe': `${TOPIC}, Create subscription`,
  'events put-rule': 'EventBridge, Rules, Create rule (or the rule, Edit)',
  'events put-targets': 'EventBridge, Rules, the rule, Targets, Edit',
  'logs create-log-group': `${LOGS}, Create log group`,
  'logs put-retention-policy': `${LOGS}, the log group, Actions, Edit retention setting`,
  'logs delete-retention-policy': `${LOGS}, the log group, Actions, Edit retention setting`,
  'logs put-metric-filter': `${LOGS}, the log group, Metric filters, Create metric filter`,
  'cloudwatch put-metric-alarm': 'CloudWatch, Alarms, Create alarm (or the alarm, Edit)',
  'iam create-role': 'IAM, Roles, Create role',
  'iam update-assume-role-policy': `${ROLE}, Trust relationships, Edit trust policy`,
  'iam put-role-policy': `${ROLE}, Permissions, Create inline policy`,
  'organizations create-policy': `${SCP}, Create policy`,
  'organizations list-policies': SCP,
  'organizations update-policy': `${SCP}, the policy, Edit policy`,
  'organizations attach-policy': `${SCP}, the policy, Targets, Attach`,
  'organizations enable-aws-service-access': 'AWS Organizations, Services, the service',
}
