/**
 * The npm package `soap` as a peer: node client.js WSDL < script > answers
 *
 * The script is JSON: a list of [operation, {part: value, ...}]. The string "@n", at any depth,
 * stands for the answer to call n (from 0). Each answer is {"result": ...} or {"fault": [code,
 * text]}; a result is the first child of the answer, without what `soap` says of types.
 */
'use strict';
const fs = require('fs');
const soap = require('soap');

const filled = (value, answers) => {
  if (typeof value === 'string') {
    const found = /^@(\d+)$/.exec(value);
    return found ? answers[Number(found[1])].result : value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => filled(item, answers));
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, filled(v, answers)]));
  }
  return value;
};

const bare = (value) => {
  if (Array.isArray(value)) {
    return value.map(bare);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  if ('$value' in value) {
    return value.$value;
  }
  const fields = Object.entries(value).filter(([key]) => key !== 'attributes');
  return Object.fromEntries(fields.map(([key, item]) => [key, bare(item)]));
};

const main = async () => {
  const client = await soap.createClientAsync(process.argv[2]);
  const answers = [];
  for (const [operation, parts] of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    try {
      const [answer] = await client[`${operation}Async`](filled(parts, answers));
      answers.push({ result: Object.values(bare(answer))[0] });
    } catch (error) {
      const fault = error.root && error.root.Envelope.Body.Fault;
      if (!fault) {
        throw error;
      }
      answers.push({ fault: [String(bare(fault.faultcode)), String(bare(fault.faultstring))] });
    }
  }
  process.stdout.write(JSON.stringify(answers));
};

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
