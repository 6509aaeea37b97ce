// The layers and the doors, as rules that fail the tests (test/meta/layers.test.ts plants a violation of each).
const TESTS = '\\.test\\.tsx?$|[/.]harness\\.ts$|^test/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'kernel-knows-no-room', comment: 'imports run downward only', severity: 'error', from: { path: '^kernel/', pathNot: TESTS }, to: { path: '^(rooms|trade|apps|web/(portal|desk|islands))/' } },
    { name: 'trade-knows-no-room', comment: 'imports run downward only', severity: 'error', from: { path: '^trade/', pathNot: TESTS }, to: { path: '^(rooms|apps)/' } },
    { name: 'rooms-know-no-app', comment: 'imports run downward only', severity: 'error', from: { path: '^(rooms|web)/', pathNot: TESTS }, to: { path: '^apps/' } },
    { name: 'ui-is-below-rooms', comment: 'the design system names no room', severity: 'error', from: { path: '^web/ui/' }, to: { path: '^(rooms|trade|web/(portal|desk))/' } },
    {
      name: 'rooms-never-import-rooms',
      comment: 'a room reads another through a contract call; contract.ts is the only file that it may name',
      severity: 'error',
      from: { path: '^rooms/([^/]+)/', pathNot: TESTS },
      to: { path: '^rooms/', pathNot: ['^rooms/$1/', '^rooms/[^/]+/contract\\.ts$'] },
    },
    {
      name: 'one-door',
      comment: 'rooms enter a kernel room by its index.ts or contract.ts',
      severity: 'error',
      from: { path: '^(rooms|trade)/', pathNot: TESTS },
      to: { path: '^kernel/[^/]+/.+', pathNot: ['^kernel/[^/]+/(index|contract)\\.ts$', '^kernel/platform/(text|acts|typed\\.rules|table-file\\.rules|xlsx\\.rules)\\.ts$'] },
    },
    {
      name: 'one-door',
      comment: 'and what markets share by its index.ts or contract.ts',
      severity: 'error',
      from: { path: '^rooms/', pathNot: TESTS },
      to: { path: '^trade/[^/]+/.+', pathNot: ['^trade/[^/]+/(index|contract)\\.ts$'] },
    },
    { name: 'rules-are-pure', comment: 'rules decide, they do not fetch', severity: 'error', from: { path: '\\.rules\\.ts$' }, to: { path: '\\.store\\.ts$|platform/database/|^node_modules/(postgres|kysely|hono)|^(fs|net|http|child_process)$' } },
    { name: 'verifier-stands-alone', comment: 'an outsider reads it in an evening', severity: 'error', from: { path: '^kernel/ledger/verifier/' }, to: { pathNot: '^kernel/ledger/verifier/' } },
    { name: 'contracts-are-browser-safe', severity: 'error', from: { path: '/contract\\.ts$' }, to: { path: '\\.store\\.ts$|/database/|^(fs|crypto|path)$' } },
    { name: 'islands-run-in-the-browser', comment: 'what an island imports, and what that imports, needs no server', severity: 'error', from: { path: '^web/islands/', pathNot: TESTS }, to: { path: '\\.store\\.ts$|/database/|^(fs|fs/promises|crypto|path|http|net|child_process)$', reachable: true } },
    {
      name: 'production-has-its-dependencies',
      comment: 'what runs in a city is under dependencies, not devDependencies',
      severity: 'error',
      from: { path: '^(kernel|rooms|trade|apps|web)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'] },
    },
    { name: 'no-circles', comment: 'not even of types: what two files need of one another is a third one’s', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.d\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
}
