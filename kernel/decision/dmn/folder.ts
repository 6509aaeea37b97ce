import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, resolve, sep } from 'node:path'
import type { Model } from './model.ts'
import { DecisionError } from './problem.ts'
import { type Resolve, readModel } from './read-model.ts'
import { type CaseResult, readTests, runTests } from './testkit.ts'
import { decode, LIMITS, parseXml } from './xml.ts'

/** A model from a file; what it imports is looked for in the file's folder and below. @throws DecisionError */
export function readModelFile(path: string): Model {
  return readModel(readFile(path), resolver(dirname(resolve(path))))
}

function readFile(path: string): string {
  let size: number
  try {
    size = statSync(path).size
  } catch {
    throw new DecisionError('BAD_INPUT', `找不到文件 ${path}。`, `There is no file ${path}.`)
  }
  if (size > LIMITS.bytes) throw new DecisionError('TOO_LARGE', `${path} 超过 10 MB。`, `${path} is larger than 10 MB.`)
  return decode(readFileSync(path))
}

/** Finds imported models by their location, as seen from the file that imports them, else by their namespace. */
function resolver(folder: string): Resolve {
  /** Where each imported model was found, by its namespace. */
  const found = new Map<string, string>()
  let byNamespace: Map<string, string> | null = null
  const take = (namespace: string, path: string): string => {
    found.set(namespace, path)
    return readFile(path)
  }
  return ({ namespace, location, from }) => {
    if (location && !/^[a-z]+:/i.test(location)) {
      const importer = found.get(from.namespace)
      const near = resolve(importer ? dirname(importer) : folder, quietly(() => decodeURI(location)) ?? location)
      if (near.startsWith(`${folder}${sep}`) && isFile(near) && namespaceOf(readFile(near)) === namespace)
        return take(namespace, near)
    }
    if (!byNamespace) {
      byNamespace = new Map()
      for (const file of walk(folder, '.dmn')) {
        const own = quietly(() => namespaceOf(readFile(file)))
        if (own && !byNamespace.has(own)) byNamespace.set(own, file)
      }
    }
    const file = byNamespace.get(namespace)
    return file ? take(namespace, file) : undefined
  }
}

const isFile = (path: string): boolean => quietly(() => statSync(path).isFile()) ?? false
const namespaceOf = (source: string): string => parseXml(source).attributes.namespace ?? ''
function quietly<T>(make: () => T): T | null {
  try {
    return make()
  } catch {
    return null
  }
}

export function walk(folder: string, extension: string, depth = 0): string[] {
  if (depth > 12) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((e) => {
      const path = join(folder, e.name)
      if (e.isDirectory()) return e.name === 'node_modules' ? [] : walk(path, extension, depth + 1)
      return extname(e.name).toLowerCase() === extension ? [path] : []
    })
}

/**
 * Runs what is named: pairs of a model and a test file, test files alone (their model stands beside them), or folders.
 * A model or a test file that cannot be used is one case with the status “error”.
 * @throws DecisionError BAD_INPUT where a file that was named is not there
 */
export function testPaths(paths: string[], options: { now?: Date } = {}): CaseResult[] {
  const models = new Map<string, Model>()
  const model = (path: string): Model => {
    const known = models.get(path)
    if (known) return known
    const made = readModelFile(path)
    models.set(path, made)
    return made
  }
  const results: CaseResult[] = []
  const run = (test: string, modelPath: string | null): void => {
    try {
      const tests = readTests(readFile(test))
      const file = modelPath ?? modelOf(test, tests.modelName)
      results.push(...runTests(test, tests, model(file), options))
    } catch (error) {
      const e =
        error instanceof DecisionError
          ? error
          : new DecisionError('BAD_TEST', (error as Error).message, (error as Error).message)
      results.push({
        file: test,
        id: '',
        node: '',
        status: 'error',
        expected: null,
        got: null,
        diagnostics: [{ code: e.code, zh: e.text.zh, en: e.text.en }],
      })
    }
  }
  let last: string | null = null
  for (const path of paths) {
    if (quietly(() => statSync(path).isDirectory())) {
      for (const test of walk(path, '.xml')) if (looksLikeTests(test)) run(test, null)
    } else if (quietly(() => statSync(path)) === null)
      throw new DecisionError('BAD_INPUT', `找不到文件 ${path}。`, `There is no file ${path}.`)
    else if (extname(path).toLowerCase() === '.dmn') last = path
    else run(path, last)
  }
  return results
}

/** The model of a test file: what it names, in its folder or below; where it names none, the one called as the file is. */
function modelOf(test: string, named: string): string {
  const folder = dirname(test)
  if (!named) return join(folder, basename(test).replace(/(-test(-\d+)?)?\.xml$/i, '.dmn'))
  const below = join(folder, named)
  return resolve(below).startsWith(resolve(folder)) && isFile(below) ? below : join(folder, basename(named))
}

const looksLikeTests = (path: string): boolean =>
  quietly(() => readFile(path).slice(0, 5000).includes('testCases')) ?? false
