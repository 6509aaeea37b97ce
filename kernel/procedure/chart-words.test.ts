import { expect, test } from 'vitest'
import { sayChart } from './chart-words.ts'

const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:gnomon="https://gnomon.example/ns/bpmn/1" id="d" targetNamespace="t">
  <process id="p" isExecutable="true">
    <startEvent id="s"/>
    <userTask id="a" name="审查" gnomon:nameEn="Review"/>
    <boundaryEvent id="late" name="到期" attachedToRef="a"><timerEventDefinition id="td"><timeDuration>P5D</timeDuration></timerEventDefinition></boundaryEvent>
    <exclusiveGateway id="g"/>
    <exclusiveGateway id="h"/>
    <userTask id="b" name="决定"/>
    <endEvent id="e"/>
    <endEvent id="stopped" name="逾期终止"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
    <sequenceFlow id="f2" sourceRef="a" targetRef="g"/>
    <sequenceFlow id="f3" sourceRef="g" targetRef="h" name="齐全"/>
    <sequenceFlow id="f4" sourceRef="g" targetRef="g2" name="重来"/>
    <sequenceFlow id="f5" sourceRef="h" targetRef="b" name="简单"/>
    <sequenceFlow id="f6" sourceRef="h" targetRef="g" name="再看"/>
    <sequenceFlow id="f7" sourceRef="b" targetRef="e"/>
    <sequenceFlow id="f8" sourceRef="late" targetRef="stopped"/>
    <userTask id="alone" name="没有人走到"/>
  </process>
</definitions>`

test('a chart in words: the answers of gateways stand before where they lead, circles of gateways end, nothing is left out', async () => {
  expect(await sayChart(xml, { states: { a: 'active' } })).toEqual([
    { id: 's', name: '开始', next: ['审查'] },
    { id: 'a', name: '审查', state: 'active', next: ['齐全、简单 → 决定'] },
    { id: 'late', name: '审查期间：到期', next: ['逾期终止'] },
    { id: 'b', name: '决定', next: ['结束'] },
    { id: 'stopped', name: '逾期终止', next: [] },
    { id: 'e', name: '结束', next: [] },
    { id: 'alone', name: '没有人走到', next: [] },
  ])
  expect((await sayChart(xml, { lang: 'en' }))[1]!.name).toBe('Review')
})

test('what is no chart has no words', async () => {
  expect(await sayChart('<definitions')).toEqual([])
})
