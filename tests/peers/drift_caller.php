<?php
/**
 * PHP's SoapClient on a contract, calling a server that was made for another one.
 *
 * In: {"wsdl", "location", "dialect", "name", "arguments": without the session id}, in WS-I the
 * arguments by name. Out: {"result": ...} or {"fault": [code, text]} of the call, or of the login.
 */
declare(strict_types=1);

$asked = json_decode(stream_get_contents(STDIN), false, 64, JSON_THROW_ON_ERROR);
$wsi = $asked->dialect === 'wsi';
try {
    $client = new SoapClient($asked->wsdl, [
        'cache_wsdl' => WSDL_CACHE_NONE,
        'location' => $asked->location,
        'features' => $wsi ? SOAP_SINGLE_ELEMENT_ARRAYS : 0,
        'connection_timeout' => 20,
    ]);
    $user = ['username' => 'apiUser', 'apiKey' => 'apiKey'];
    $session = $client->__soapCall('login', $wsi ? [$user] : array_values($user));
    $arguments = $wsi
        ? [['sessionId' => $session->result] + (array) $asked->arguments]
        : [$session, ...$asked->arguments];
    $result = $client->__soapCall($asked->name, $arguments);
    $answer = ['result' => $wsi ? (array_values((array) $result)[0] ?? null) : $result];
} catch (SoapFault $fault) {
    $answer = ['fault' => [(string) $fault->faultcode, $fault->getMessage()]];
}
echo json_encode($answer, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION);
