<?php
/**
 * PHP's SoapServer as a peer, a router script for php -S.
 *
 * PEER_WSDL names the contract, PEER_DIALECT its dialect, PEER_FOLDER a folder with answers.json: an
 * object from operation to its answer, in V1 from path where the operation is call. An answer is
 * {"result": ...} or {"fault": [code, text]}; with "object" and "shared" besides, one and the same
 * object stands at each place that "shared" names in the result. What each call got is appended to
 * seen.jsonl with PHP's own types: a struct is an object, an array a list, 1.0 is not 1. In V1 there
 * are no objects, so a struct is an array with names; in WS-I the result is put into an object.
 */
declare(strict_types=1);
ini_set('soap.wsdl_cache_enabled', '0');

final class Handler
{
    public function __call(string $name, array $arguments): mixed
    {
        $folder = getenv('PEER_FOLDER');
        $dialect = getenv('PEER_DIALECT');
        $flags = JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION;
        if ($name === 'call') {
            $name = $arguments[1];
            $arguments = [$arguments[0], ...$arguments[2]];
        }
        file_put_contents("$folder/seen.jsonl", json_encode([$name, $arguments], $flags) . "\n", FILE_APPEND);

        $answers = file_get_contents("$folder/answers.json");
        $answer = json_decode($answers, $dialect === 'v1', 64, $flags);
        $answer = (object) ((array) $answer)[$name];
        if (isset($answer->fault)) {
            throw new SoapFault(...$answer->fault);
        }
        foreach ($answer->shared ?? [] as $place) {
            if (is_array($answer->result)) {
                $answer->result[$place] = $answer->object;
            } else {
                $answer->result->$place = $answer->object;
            }
        }
        return $dialect === 'wsi' ? ['result' => $answer->result] : $answer->result;
    }
}

$features = getenv('PEER_DIALECT') === 'wsi' ? SOAP_SINGLE_ELEMENT_ARRAYS : 0;
$server = new SoapServer(getenv('PEER_WSDL'), ['cache_wsdl' => WSDL_CACHE_NONE, 'features' => $features]);
$server->setObject(new Handler());
$server->handle();
