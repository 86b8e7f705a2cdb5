<?php
/**
 * PHP's SoapClient on any contract: php buyer.php WSDL DIALECT < calls > answers
 *
 * Each call is [operation, [argument, ...]], in V1 [path, ...], without the session, which is that of
 * a login of its own; each answer {"result": ...} or {"fault": text}. All are told as in tagged.php,
 * with the functions that PHP finds in the contract: {"functions": [...], "answers": [...]}.
 */
declare(strict_types=1);
require __DIR__ . '/tagged.php';

[, $wsdl, $dialect] = $argv;
$client = new SoapClient($wsdl, [
    'cache_wsdl' => WSDL_CACHE_NONE,
    'features' => $dialect === 'wsi' ? SOAP_SINGLE_ELEMENT_ARRAYS : 0,
]);
$login = $dialect === 'wsi' ? [['username' => 'apiUser', 'apiKey' => 'apiKey']] : ['apiUser', 'apiKey'];
$session = $client->__soapCall('login', $login);
$session = $dialect === 'wsi' ? $session->result : $session;

$answers = [];
foreach (json_decode(stream_get_contents(STDIN), false, 64, JSON_THROW_ON_ERROR) as [$name, $arguments]) {
    $arguments = array_map('meant', $arguments);
    try {
        $result = match ($dialect) {
            'v1' => $client->__soapCall('call', [$session, $name, $arguments]),
            'v2' => $client->__soapCall($name, [$session, ...$arguments]),
            'wsi' => $client->__soapCall($name, [(object) [...(array) $arguments[0], 'sessionId' => $session]])->result,
        };
        $answers[] = ['result' => told($result)];
    } catch (Throwable $error) {
        $answers[] = ['fault' => $error->getMessage()];
    }
}
preg_match_all('/ (\w+)\(/', implode("\n", $client->__getFunctions()), $found);
$flags = JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION;
echo json_encode(['functions' => $found[1], 'answers' => $answers], $flags);
