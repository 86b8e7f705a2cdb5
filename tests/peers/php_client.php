<?php
/**
 * PHP's SoapClient as a peer: php php_client.php WSDL [soap version] < script > answers
 *
 * The script is JSON: a list of [operation, [argument, ...]]. The string "@n" stands for the answer
 * to call n (from 0). Each answer is {"result": ...} or {"fault": [code, text]}, with PHP's own
 * types: a struct is an object, an array a list, 1.0 is not 1.
 */
declare(strict_types=1);

$client = new SoapClient($argv[1], [
    'cache_wsdl' => WSDL_CACHE_NONE,
    'soap_version' => ($argv[2] ?? '1.1') === '1.2' ? SOAP_1_2 : SOAP_1_1,
    'exceptions' => true,
    'connection_timeout' => 20,
]);

$answers = [];
foreach (json_decode(stream_get_contents(STDIN), false, 64, JSON_THROW_ON_ERROR) as [$name, $arguments]) {
    foreach ($arguments as $place => $argument) {
        if (is_string($argument) && preg_match('/^@(\d+)$/', $argument, $found)) {
            $arguments[$place] = $answers[(int) $found[1]]['result'];
        }
    }
    try {
        $answers[] = ['result' => $client->__soapCall($name, $arguments)];
    } catch (SoapFault $fault) {
        $answers[] = ['fault' => [(string) $fault->faultcode, $fault->getMessage()]];
    }
}

echo json_encode($answers, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION);
