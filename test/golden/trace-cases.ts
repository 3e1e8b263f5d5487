import {
  A,
  assume,
  B,
  call,
  KEY,
  keyOf,
  ROLE,
  ROLE_ID,
  session,
  USER,
  user,
} from '../reason/identity/given.ts'

/** What one way of issuing credentials looks like in the logs, and where its chain must end. */
export interface TraceCase {
  readonly name: string
  readonly records: readonly object[]
  readonly subject: string
  readonly roots: readonly string[]
  readonly links: readonly string[]
}

const AT = '2026-03-07T12:00:00Z'
const uses = (identity: object, over: object = {}) =>
  call('GetCallerIdentity', identity, { eventTime: '2026-03-07T12:05:00Z', ...over })

const service = (name: string) => ({ type: 'AWSService', invokedBy: name })
const answer = (key: string, name: string) => ({
  credentials: { accessKeyId: key },
  assumedRoleUser: {
    assumedRoleId: `${ROLE_ID}:${name}`,
    arn: `arn:aws:sts::${B}:assumed-role/Deploy/${name}`,
  },
})
const byService = (name: string, sessionName: string, over: object = {}) =>
  call('AssumeRole', service(name), {
    recipientAccountId: B,
    requestParameters: { roleArn: ROLE, roleSessionName: sessionName, ...over },
    // For ec2 and lambda assumedRoleUser is absent (facts/aws.md 6.1).
    responseElements: { credentials: { accessKeyId: keyOf(1) } },
  })

const webIdentity = (provider: string, subject: string, name: string) =>
  call(
    'AssumeRoleWithWebIdentity',
    {
      type: 'WebIdentityUser',
      principalId: `${provider}:sts.amazonaws.com:${subject}`,
      userName: subject,
      identityProvider: provider,
    },
    {
      recipientAccountId: B,
      requestParameters: { roleArn: ROLE, roleSessionName: name },
      responseElements: {
        ...answer(keyOf(1), name),
        subjectFromWebIdentityToken: subject,
        provider,
      },
    },
  )

const consoleOf = (key: string, over: object = {}) => ({
  ...user(key),
  sessionContext: { attributes: { creationDate: AT, mfaAuthenticated: 'true' } },
  ...over,
})
const inConsole = { sessionCredentialFromConsole: 'true' }
const login = (identity: object, over: object = {}) =>
  call('ConsoleLogin', identity, {
    eventSource: 'signin.amazonaws.com',
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'Yes' },
    ...over,
  })
const bareUser = {
  type: 'IAMUser',
  principalId: 'AIDAMALLORYMALLORY22',
  arn: USER,
  accountId: A,
  userName: 'Mallory',
}
const OTHER = '999999999999'
const DANA = `arn:aws:iam::${A}:user/dana`
const DANA_ID = 'AIDADANADANADANADAN2'
const DANA_KEY = 'AKIAQNZGKIQYDANADANA'
const dana = {
  type: 'IAMUser',
  principalId: DANA_ID,
  arn: DANA,
  accountId: A,
  userName: 'dana',
}

export const traceCases: readonly TraceCase[] = [
  {
    name: 'AssumeRole by a user: certain by the issued key',
    records: [assume(user(), keyOf(1)), uses(session(keyOf(1)))],
    subject: keyOf(1),
    roots: ['user Mallory certain'],
    links: [`${KEY} -AssumeRole-> Deploy/run certain`, `Mallory -bears-> ${KEY} certain`],
  },
  {
    name: 'AssumeRole across accounts: the copy that hides the caller is joined to the one that shows him',
    records: [
      assume(user(), keyOf(1), 'run', { sharedEventID: 'shared' }),
      assume(
        { type: 'AWSAccount', principalId: 'AIDAMALLORYMALLORY22', accountId: A },
        keyOf(1),
        'run',
        {
          sharedEventID: 'shared',
          recipientAccountId: B,
        },
      ),
      uses(session(keyOf(1))),
    ],
    subject: keyOf(1),
    roots: ['user Mallory certain'],
    links: [`${KEY} -AssumeRole-> Deploy/run certain`, `Mallory -bears-> ${KEY} certain`],
  },
  {
    name: 'AssumeRole from an account that was not read: the chain ends there',
    records: [
      assume(
        { type: 'AWSAccount', principalId: 'AROAVENDORVENDORVEND:feed', accountId: OTHER },
        keyOf(1),
        'run',
        {
          recipientAccountId: B,
        },
      ),
      uses(session(keyOf(1))),
    ],
    subject: keyOf(1),
    roots: [`outside-account account ${OTHER} null`],
    links: [`account ${OTHER} -AssumeRole-> Deploy/run certain`],
  },
  {
    name: 'AssumeRoleWithSAML: the subject of the assertion',
    records: [
      call(
        'AssumeRoleWithSAML',
        {
          type: 'SAMLUser',
          principalId: 'abc:ann',
          userName: 'ann@example.org',
          identityProvider: 'idp',
        },
        {
          recipientAccountId: B,
          requestParameters: {
            roleArn: ROLE,
            roleSessionName: 'ann',
            principalArn: `arn:aws:iam::${B}:saml-provider/Okta`,
          },
          responseElements: {
            ...answer(keyOf(1), 'ann'),
            subject: 'ann@example.org',
            issuer: 'https://idp',
          },
        },
      ),
      uses(session(keyOf(1), 'ann')),
    ],
    subject: keyOf(1),
    roots: ['person ann@example.org certain'],
    links: ['ann@example.org -AssumeRoleWithSAML-> Deploy/ann certain'],
  },
  {
    name: 'AssumeRoleWithWebIdentity from GitHub: the repository and branch',
    records: [
      webIdentity(
        `arn:aws:iam::${B}:oidc-provider/token.actions.githubusercontent.com`,
        'repo:org/app:ref:refs/heads/main',
        'GitHubActions',
      ),
      uses(session(keyOf(1), 'GitHubActions')),
    ],
    subject: keyOf(1),
    roots: ['workload repo:org/app:ref:refs/heads/main certain'],
    links: [
      'repo:org/app:ref:refs/heads/main -AssumeRoleWithWebIdentity-> Deploy/GitHubActions certain',
    ],
  },
  {
    name: 'AssumeRoleWithWebIdentity from EKS (IRSA): the service account',
    records: [
      webIdentity(
        `arn:aws:iam::${B}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC`,
        'system:serviceaccount:shop:cart',
        'botocore-session-1',
      ),
      uses(session(keyOf(1), 'botocore-session-1')),
    ],
    subject: keyOf(1),
    roots: ['workload system:serviceaccount:shop:cart certain'],
    links: [
      'system:serviceaccount:shop:cart -AssumeRoleWithWebIdentity-> Deploy/botocore-session-1 certain',
    ],
  },
  {
    name: 'AssumeRoleWithWebIdentity from a public provider: a person',
    records: [webIdentity('accounts.google.com', '1184', 'web'), uses(session(keyOf(1), 'web'))],
    subject: keyOf(1),
    roots: ['person 1184 certain'],
    links: ['1184 -AssumeRoleWithWebIdentity-> Deploy/web certain'],
  },
  {
    name: 'AssumeRoot: a session of root, back to the user of the management account',
    records: [
      call('AssumeRoot', user(), {
        requestParameters: {
          targetPrincipal: B,
          taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/X' },
        },
        responseElements: { credentials: { accessKeyId: keyOf(1) } },
      }),
      uses({
        type: 'Root',
        principalId: B,
        arn: `arn:aws:iam::${B}:root`,
        accountId: B,
        accessKeyId: keyOf(1),
        sessionContext: { assumedRoot: 'true', attributes: { creationDate: AT } },
      }),
    ],
    subject: keyOf(1),
    roots: ['user Mallory certain'],
    links: [`${KEY} -AssumeRoot-> root certain`, `Mallory -bears-> ${KEY} certain`],
  },
  {
    name: 'GetSessionToken: back to the key that asked',
    records: [
      call('GetSessionToken', user(), {
        responseElements: { credentials: { accessKeyId: keyOf(1) } },
      }),
      uses(user(keyOf(1), { sessionContext: { attributes: { creationDate: AT } } })),
    ],
    subject: keyOf(1),
    roots: ['user Mallory certain'],
    links: [`${KEY} -GetSessionToken-> Mallory certain`, `Mallory -bears-> ${KEY} certain`],
  },
  {
    name: 'GetFederationToken: a federated session, back to the user',
    records: [
      call('GetFederationToken', user(), {
        requestParameters: { name: 'guest' },
        responseElements: {
          credentials: { accessKeyId: keyOf(1) },
          federatedUser: {
            arn: `arn:aws:sts::${A}:federated-user/guest`,
            federatedUserId: `${A}:guest`,
          },
        },
      }),
      uses({
        type: 'FederatedUser',
        principalId: `${A}:guest`,
        arn: `arn:aws:sts::${A}:federated-user/guest`,
        accountId: A,
        accessKeyId: keyOf(1),
        sessionContext: {
          sessionIssuer: { type: 'IAMUser', principalId: 'AIDAMALLORYMALLORY22', arn: USER },
          attributes: { creationDate: AT },
        },
      }),
    ],
    subject: keyOf(1),
    roots: ['user Mallory certain'],
    links: [`${KEY} -GetFederationToken-> guest certain`, `Mallory -bears-> ${KEY} certain`],
  },
  {
    name: 'GetSigninToken: from the keys of a session to its console, certain by the key',
    records: [
      assume(user(), keyOf(1)),
      call('GetSigninToken', session(keyOf(1)), {
        eventSource: 'signin.amazonaws.com',
        eventTime: '2026-03-07T12:06:00Z',
        responseElements: { credentials: { accessKeyId: keyOf(2) }, GetSigninToken: 'Success' },
      }),
      uses(session(keyOf(2), 'run', '2026-03-07T12:07:00Z'), {
        ...inConsole,
        eventTime: '2026-03-07T12:08:00Z',
      }),
    ],
    subject: keyOf(2),
    roots: ['user Mallory certain'],
    links: [
      `${KEY} -AssumeRole-> Deploy/run certain`,
      'Deploy/run -GetSigninToken-> Deploy/run certain',
      `Mallory -bears-> ${KEY} certain`,
    ],
  },
  {
    name: 'ConsoleLogin of a user: his session bears his name; keys of the console are one session',
    records: [
      login(bareUser),
      uses(consoleOf(keyOf(5)), inConsole),
      uses(consoleOf(keyOf(6)), inConsole),
    ],
    subject: keyOf(5),
    roots: ['user Mallory certain'],
    links: ['Mallory -ConsoleLogin-> Mallory certain'],
  },
  {
    name: 'ConsoleLogin of root',
    records: [
      login({ type: 'Root', principalId: A, arn: `arn:aws:iam::${A}:root`, accountId: A }),
      uses(
        {
          type: 'Root',
          principalId: A,
          arn: `arn:aws:iam::${A}:root`,
          accountId: A,
          accessKeyId: keyOf(7),
          sessionContext: { attributes: { creationDate: AT } },
        },
        inConsole,
      ),
    ],
    subject: keyOf(7),
    roots: [`root root of ${A} certain`],
    links: [`root of ${A} -ConsoleLogin-> root certain`],
  },
  {
    name: 'SwitchRole: from the console session that it names, likely',
    records: [
      login(bareUser),
      uses(consoleOf(keyOf(5)), inConsole),
      call(
        'SwitchRole',
        {
          type: 'AssumedRole',
          principalId: `${ROLE_ID}:Mallory`,
          arn: `arn:aws:sts::${B}:assumed-role/Deploy/Mallory`,
          accountId: B,
        },
        {
          eventSource: 'signin.amazonaws.com',
          eventType: 'AwsConsoleSignIn',
          eventTime: '2026-03-07T12:10:00Z',
          additionalEventData: { SwitchFrom: USER, RedirectTo: 'https://console' },
          responseElements: { SwitchRole: 'Success' },
        },
      ),
      uses(session(keyOf(8), 'Mallory', '2026-03-07T12:10:00Z'), {
        ...inConsole,
        eventTime: '2026-03-07T12:11:00Z',
      }),
    ],
    subject: keyOf(8),
    roots: ['user Mallory likely'],
    links: [
      'Mallory -ConsoleLogin-> Mallory certain',
      'Mallory -SwitchRole-> Deploy/Mallory likely',
    ],
  },
  {
    name: 'CreateAccessKey: a key leads to the user who bears it and to whoever was handed it',
    records: [
      call('CreateAccessKey', session(keyOf(1)), {
        eventSource: 'iam.amazonaws.com',
        recipientAccountId: A,
        responseElements: { accessKey: { accessKeyId: KEY, userName: 'mallory' } },
      }),
      assume(
        {
          ...user('AKIAQNZGKIQYBOBBOBBO'),
          principalId: 'AIDABOBBOBBOBBOBBOB2',
          arn: `arn:aws:iam::${A}:user/Bob`,
        },
        keyOf(1),
        'run',
        { eventTime: '2026-03-07T12:00:00Z' },
      ),
      uses(user()),
    ],
    subject: KEY,
    roots: ['user Mallory certain', 'user Bob likely'],
    links: [
      'AKIAQNZGKIQYBOBBOBBO -AssumeRole-> Deploy/run certain',
      'Bob -bears-> AKIAQNZGKIQYBOBBOBBO certain',
      `Deploy/run -CreateAccessKey-> ${KEY} likely`,
      `Mallory -bears-> ${KEY} certain`,
    ],
  },
  ...(
    [
      [
        'EC2: the instance',
        'ec2.amazonaws.com',
        'i-0dbc91f429e48eeed',
        'workload i-0dbc91f429e48eeed certain',
      ],
      ['Lambda: the function', 'lambda.amazonaws.com', 'thumbnails', 'workload thumbnails certain'],
      [
        'ECS: the task',
        'ecs-tasks.amazonaws.com',
        '0123456789abcdef0123456789abcdef',
        'workload 0123456789abcdef0123456789abcdef certain',
      ],
      [
        'any other service: the service',
        'config.amazonaws.com',
        'x',
        'service config.amazonaws.com certain',
      ],
    ] as const
  ).map(
    ([name, by, sessionName, root]): TraceCase => ({
      name: `AssumeRole by a service: ${name}`,
      records: [byService(by, sessionName), uses(session(keyOf(1), sessionName))],
      subject: keyOf(1),
      roots: [root],
      links: [`${root.split(' ')[1]} -AssumeRole-> Deploy/${sessionName} certain`],
    }),
  ),
  {
    name: 'EKS Pod Identity: the pod, by its session tags',
    records: [
      byService('pods.eks.amazonaws.com', 'eks-shop-cart-1', {
        tags: [
          { key: 'kubernetes-namespace', value: 'shop' },
          { key: 'kubernetes-pod-name', value: 'cart-7f' },
        ],
      }),
      uses(session(keyOf(1), 'eks-shop-cart-1')),
    ],
    subject: keyOf(1),
    roots: ['workload shop/cart-7f certain'],
    links: ['shop/cart-7f -AssumeRole-> Deploy/eks-shop-cart-1 certain'],
  },
  {
    name: 'AssumeRoleForPodIdentity: from the node of EKS that fetched the credentials of the pod',
    records: [
      byService('ec2.amazonaws.com', 'i-0dbc91f429e48eeed'),
      call('AssumeRoleForPodIdentity', session(keyOf(1), 'i-0dbc91f429e48eeed'), {
        eventSource: 'eks-auth.amazonaws.com',
        eventTime: '2026-03-07T12:06:00Z',
        requestParameters: { clusterName: 'shop', token: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
        responseElements: answer(keyOf(2), 'eks-shop-cart-1'),
      }),
      uses(session(keyOf(2), 'eks-shop-cart-1', '2026-03-07T12:06:00Z'), {
        eventTime: '2026-03-07T12:07:00Z',
      }),
    ],
    subject: keyOf(2),
    roots: ['workload i-0dbc91f429e48eeed certain'],
    links: [
      'Deploy/i-0dbc91f429e48eeed -AssumeRoleForPodIdentity-> Deploy/eks-shop-cart-1 certain',
      'i-0dbc91f429e48eeed -AssumeRole-> Deploy/i-0dbc91f429e48eeed certain',
    ],
  },
  {
    name: 'CreateUser: the user derives from the key that made him, with the keys that he bears',
    records: [
      call('CreateUser', user(), {
        eventSource: 'iam.amazonaws.com',
        requestParameters: { userName: 'dana' },
        responseElements: { user: { arn: DANA, userId: DANA_ID, userName: 'dana' } },
      }),
      uses({ ...dana, accessKeyId: DANA_KEY }),
    ],
    subject: KEY,
    roots: ['user Mallory certain'],
    links: [
      `${KEY} -CreateUser-> dana certain`,
      `Mallory -bears-> ${KEY} certain`,
      `dana -bears-> ${DANA_KEY} certain`,
    ],
  },
  ...(['CreateLoginProfile', 'UpdateLoginProfile'] as const).map(
    (eventName): TraceCase => ({
      name: `${eventName}: consoles of the user from then on may be of whoever set his password`,
      records: [
        call(eventName, user(), {
          eventSource: 'iam.amazonaws.com',
          requestParameters: { userName: 'dana' },
        }),
        login(dana, { eventTime: '2026-03-07T12:10:00Z' }),
        uses(
          {
            ...dana,
            accessKeyId: keyOf(5),
            sessionContext: { attributes: { creationDate: '2026-03-07T12:10:00Z' } },
          },
          { ...inConsole, eventTime: '2026-03-07T12:11:00Z' },
        ),
      ],
      subject: KEY,
      roots: ['user Mallory certain'],
      links: [`${KEY} -${eventName}-> dana possible`, `Mallory -bears-> ${KEY} certain`],
    }),
  ),
  {
    name: 'Identity Center (GetRoleCredentials): the user, by the call that its provider makes',
    records: [
      call(
        'AssumeRoleWithSAML',
        {
          type: 'SAMLUser',
          principalId: 'nq:ines@example.org',
          userName: 'ines@example.org',
          identityProvider: 'nq',
        },
        {
          recipientAccountId: B,
          requestParameters: {
            roleArn: ROLE,
            roleSessionName: 'ines@example.org',
            principalArn: `arn:aws:iam::${B}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`,
          },
          responseElements: {
            ...answer(keyOf(1), 'ines@example.org'),
            subject: 'ines@example.org',
          },
        },
      ),
      uses(session(keyOf(1), 'ines@example.org')),
    ],
    subject: keyOf(1),
    roots: ['person ines@example.org certain'],
    links: ['ines@example.org -AssumeRoleWithSAML-> Deploy/ines@example.org certain'],
  },
  {
    name: 'sourceIdentity: who called, and beside him the name that he chose',
    records: [
      byService('ec2.amazonaws.com', 'i-0dbc91f429e48eeed'),
      assume(session(keyOf(1), 'i-0dbc91f429e48eeed'), keyOf(2), 'job', {
        eventTime: '2026-03-07T12:06:00Z',
      }),
      uses(
        {
          ...session(keyOf(2), 'job', '2026-03-07T12:06:00Z'),
          sessionContext: {
            ...(session(keyOf(2), 'job', '2026-03-07T12:06:00Z') as { sessionContext: object })
              .sessionContext,
            sourceIdentity: 'carol',
          },
        },
        { eventTime: '2026-03-07T12:07:00Z' },
      ),
    ],
    subject: keyOf(2),
    roots: ['workload i-0dbc91f429e48eeed certain', 'person carol possible'],
    links: [
      'Deploy/i-0dbc91f429e48eeed -AssumeRole-> Deploy/job certain',
      'carol -claims-> Deploy/job possible',
      'i-0dbc91f429e48eeed -AssumeRole-> Deploy/i-0dbc91f429e48eeed certain',
    ],
  },
  {
    name: 'Identity Center without the issuing call: the user, by the reserved role',
    records: [
      uses({
        ...session(keyOf(1), 'ines@example.org'),
        arn: `arn:aws:sts::${B}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/ines@example.org`,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: ROLE_ID,
            arn: `arn:aws:iam::${B}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef`,
            accountId: B,
            userName: 'x',
          },
          attributes: { creationDate: AT },
        },
      }),
    ],
    subject: keyOf(1),
    roots: ['person ines@example.org likely'],
    links: ['ines@example.org -is-> AWSReservedSSO_Admin_0123456789abcdef/ines@example.org likely'],
  },
]
