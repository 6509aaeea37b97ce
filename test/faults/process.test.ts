import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'

let data: string
let parent: ChildProcess
let port = 0
let said = ''

/** Waits until the program said so; its words are its only interface. */
const until = (what: RegExp, from = 0) =>
  new Promise<RegExpExecArray>((resolve) => {
    const look = () => {
      const found = what.exec(said.slice(from))
      if (!found) return
      clearInterval(timer)
      resolve(found)
    }
    const timer = setInterval(look, 20)
    look()
  })
const children = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'gnomon-process-'))
  parent = spawn(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), 'start'], {
    env: { ...process.env, GNOMON_DATA: data, GNOMON_DEMONSTRATION: 'no', PORT: '0', LOG_LEVEL: 'silent' },
  })
  for (const stream of [parent.stdout!, parent.stderr!]) stream.on('data', (d) => (said += d))
  port = Number((await until(/http:\/\/localhost:(\d+)/))[1])
}, 60_000)
afterAll(() => {
  parent.kill('SIGTERM')
  rmSync(data, { recursive: true, force: true })
})

test('a killed server comes back by itself', async () => {
  const [pid] = children(parent.pid!)
  const from = said.length
  process.kill(pid!, 'SIGKILL')
  await until(/started again/, from)
  port = Number((await until(/http:\/\/localhost:(\d+)/, from))[1])
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200)
  expect(children(parent.pid!)[0]).not.toBe(pid)
}, 60_000)

test('told to stop, it finishes the upload that is under way, and stays stopped', async () => {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  const answered = new Promise<void>((done) => socket.on('close', done))
  socket.on('data', (d) => (answer += d))
  socket.write(
    'POST /login HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 8\r\n\r\nlog',
  )
  // Until the server has it, there is nothing under way.
  await fetch(`http://127.0.0.1:${port}/health`)
  const from = said.length
  const ended = new Promise((done) => parent.on('exit', done))
  parent.kill('SIGTERM')
  await until(/Stopping/, from)
  // Longer than an idle connection is kept.
  setTimeout(() => socket.write('in=x1'), 3500)
  await answered
  expect(answer).toMatch(/^HTTP\/1.1 403 /)
  expect(await ended).toBe(0)
}, 60_000)
