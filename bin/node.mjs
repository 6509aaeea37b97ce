#!/usr/bin/env node
// `node bin/node.mjs FILE.ts ARGS…` runs one of the project's TypeScript files on the project's Node.
import { run } from './runtime.mjs'

run(process.argv[2], process.argv.slice(3))
