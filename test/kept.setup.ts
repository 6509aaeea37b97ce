// What a worker compiled is kept for the next one: a worker is ended by a signal, and then Node writes nothing.
import { flushCompileCache } from 'node:module'
import { afterAll } from 'vitest'

afterAll(() => flushCompileCache())
