/** A chart that goes round between two steps for ever. */
export const LOOP = `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d"><process id="p">
<startEvent id="s"><outgoing>f1</outgoing></startEvent><userTask id="a"><incoming>f1</incoming><incoming>f4</incoming><outgoing>f2</outgoing></userTask>
<userTask id="b"><incoming>f2</incoming><outgoing>f3</outgoing></userTask><exclusiveGateway id="x"><incoming>f3</incoming><outgoing>f4</outgoing><outgoing>f5</outgoing></exclusiveGateway>
<endEvent id="e"><incoming>f5</incoming></endEvent><sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="b"/><sequenceFlow id="f3" sourceRef="b" targetRef="x"/>
<sequenceFlow id="f4" sourceRef="x" targetRef="a"><conditionExpression>again</conditionExpression></sequenceFlow><sequenceFlow id="f5" sourceRef="x" targetRef="e"><conditionExpression>not(again)</conditionExpression></sequenceFlow></process></definitions>`
