<?php
/**
 * PHP's SoapServer on any contract, a router script for php -S: says what it saw, answers what it is told.
 *
 * PEER_WSDL names the contract, PEER_DIALECT its dialect. In PEER_FOLDER, answers/NAME.json holds the
 * value that an operation returns, in V1 the method with that path; seen/NAME.json is written with the
 * arguments of its last call. Values are told as in tagged.php.
 */
declare(strict_types=1);
ini_set('soap.wsdl_cache_enabled', '1');
ini_set('soap.wsdl_cache_dir', getenv('PEER_FOLDER'));

require __DIR__ . '/tagged.php';

final class Handler
{
    public function __call(string $name, array $arguments): mixed
    {
        if ($name === 'call') {
            $name = $arguments[1];
            $arguments = [$arguments[0], ...$arguments[2]];
        }
        $folder = getenv('PEER_FOLDER');
        $flags = JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION | JSON_UNESCAPED_UNICODE;
        file_put_contents("$folder/seen/$name.json", json_encode(array_map('told', $arguments), $flags));
        $answer = meant(json_decode(file_get_contents("$folder/answers/$name.json"), false, 64, $flags));
        return getenv('PEER_DIALECT') === 'wsi' ? ['result' => $answer] : $answer;
    }
}

$features = getenv('PEER_DIALECT') === 'wsi' ? SOAP_SINGLE_ELEMENT_ARRAYS : 0;
$server = new SoapServer(getenv('PEER_WSDL'), ['cache_wsdl' => WSDL_CACHE_BOTH, 'features' => $features]);
$server->setObject(new Handler());
$server->handle();
