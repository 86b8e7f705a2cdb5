<?php
/**
 * PHP's SoapClient as a peer: php php_client.php WSDL [dialect] [soap version] < script > answers
 *
 * The script is JSON: a list of [operation, [argument, ...]]. The string "@n", at any depth, stands
 * for the answer to call n (from 0). Each answer is {"result": ...} or {"fault": [code, text]}, with
 * PHP's own types: a struct is an object, an array a list, 1.0 is not 1. In V1 PHP takes no objects,
 * so what JSON has as such are arrays with names; in WS-I the result is what the answer's only
 * field holds.
 */
declare(strict_types=1);

$dialect = $argv[2] ?? 'v2';
$client = new SoapClient($argv[1], [
    'cache_wsdl' => WSDL_CACHE_NONE,
    'soap_version' => ($argv[3] ?? '1.1') === '1.2' ? SOAP_1_2 : SOAP_1_1,
    'features' => $dialect === 'wsi' ? SOAP_SINGLE_ELEMENT_ARRAYS : 0,
    'exceptions' => true,
    'connection_timeout' => 20,
]);

function filled(mixed $argument, array $answers): mixed
{
    if (is_string($argument) && preg_match('/^@(\d+)$/', $argument, $found)) {
        return $answers[(int) $found[1]]['result'];
    }
    if (is_array($argument) || is_object($argument)) {
        foreach ($argument as $key => $inner) {
            if (is_array($argument)) {
                $argument[$key] = filled($inner, $answers);
            } else {
                $argument->$key = filled($inner, $answers);
            }
        }
    }
    return $argument;
}

$answers = [];
$script = json_decode(stream_get_contents(STDIN), $dialect === 'v1', 64, JSON_THROW_ON_ERROR);
foreach ($script as [$name, $arguments]) {
    try {
        $result = $client->__soapCall($name, filled($arguments, $answers));
        $answers[] = ['result' => $dialect === 'wsi' ? $result->result : $result];
    } catch (SoapFault $fault) {
        $answers[] = ['fault' => [(string) $fault->faultcode, $fault->getMessage()]];
    }
}

echo json_encode($answers, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION);
