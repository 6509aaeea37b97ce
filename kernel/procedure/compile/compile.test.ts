import { describe, expect, test } from 'vitest'
import { compileBpmn } from './compile.ts'

const file = (main: string, more = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:gnomon="https://gnomon.example/ns/bpmn/1" targetNamespace="t"><message id="m" name="回执"/><error id="bad"/><process id="p">${main}</process>${more}</definitions>`
/** Flows as “a>b”, each with the id “a-b”. */
const flows = (list: string) =>
  list
    .split(' ')
    .map((f) => f.split('>') as [string, string])
    .map(([a, b]) => `<sequenceFlow id="${a}-${b}" sourceRef="${a}" targetRef="${b}"/>`)
    .join('')
const [start, end] = ['<startEvent id="s"/>', '<endEvent id="e"/>']
const tasks = (ids: string) => [...ids].map((id) => `<userTask id="${id}"/>`).join('')

describe('running cases hold their tokens by place number: the same chart always has the same places in the same order', () => {
  test.each([
    [
      'a choice and a parallel part',
      file(
        `${start}${tasks('abc')}<exclusiveGateway id="x" default="x-a"/><parallelGateway id="f"/><parallelGateway id="j"/>${end}${flows('s>x x>a x>f f>b f>c b>j c>j j>e a>e')}`,
      ),
      'at:x at:a at:e at:b flow:b-j at:c flow:c-j at:f',
    ],
    [
      'a task with a deadline and a reminder',
      file(
        `${start}${tasks('ab')}<boundaryEvent id="d" attachedToRef="a"><messageEventDefinition messageRef="m"/></boundaryEvent><boundaryEvent id="r" attachedToRef="a" cancelActivity="false"><messageEventDefinition/></boundaryEvent><endEvent id="o"/>${end}${flows('s>a a>e d>b b>e r>o')}`,
      ),
      'idle:r at:a run:a begin:a over:a armed:r at:e at:b at:o',
    ],
    [
      'two in a row, until it is enough',
      file(
        `${start}<userTask id="a" gnomon:posts="x y"><multiInstanceLoopCharacteristics isSequential="true"><completionCondition>nrOfCompletedInstances &gt; 0</completionCondition></multiInstanceLoopCharacteristics></userTask>${end}${flows('s>a a>e')}`,
      ),
      'at:a at:e in:a#1 in:a#2 all:a several:a',
    ],
    [
      'a call that may fail, of a process with a subprocess',
      file(
        `${start}<callActivity id="c" calledElement="q"/><boundaryEvent id="w" attachedToRef="c"><errorEventDefinition errorRef="bad"/></boundaryEvent>${tasks('r')}${end}${flows('s>c c>e w>r r>e')}`,
        `<process id="q"><startEvent id="qs"/><subProcess id="u"><startEvent id="us"/>${tasks('v')}<endEvent id="ue"><errorEventDefinition errorRef="bad"/></endEvent>${flows('us>v v>ue')}</subProcess><endEvent id="qe"/>${flows('qs>u u>qe')}</process>`,
      ),
      'at:c run:c begin:c over:c at:r done:c c/at:u c/at:qe c/done:u c/at:v c/at:ue at:e',
    ],
    [
      'an inclusive split whose branches do not all meet',
      file(
        `${start}<inclusiveGateway id="i" default="i-a"/>${tasks('abc')}<inclusiveGateway id="k"/>${end}<endEvent id="o"/>${flows('s>i i>a i>b i>c a>k b>k c>o k>e')}`,
      ),
      'at:i at:a at:b at:c flow:a-k flow:b-k at:o met:k at:e',
    ],
    [
      'whichever event comes first',
      file(
        `${start}<eventBasedGateway id="g"/><receiveTask id="h"/><intermediateCatchEvent id="i"><messageEventDefinition/></intermediateCatchEvent>${end}${flows('s>g g>h g>i h>e i>e')}`,
      ),
      'at:g at:e',
    ],
  ])('%s', async (_, xml, places) => {
    const { net } = await compileBpmn(xml)
    expect(net.places.join(' ')).toBe(`source sink ${places}`)
  })
})
