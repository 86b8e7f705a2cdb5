<?php
/**
 * PHP's SoapServer on one of several contracts, a router script for php -S.
 *
 * The first folder of the path says which: PEER_FOLDER/NAME/ holds contract.wsdl and answers.json, an
 * object from operation to {"NAME OF RESULT": ...}, {} or {"fault": [code, text]}, and is where
 * seen.jsonl comes to be, as php_server.php writes it. The dialect that the store serves is the
 * second folder of the path.
 */
declare(strict_types=1);
ini_set('soap.wsdl_cache_enabled', '0');

[, $name, $dialect] = explode('/', $_SERVER['REQUEST_URI']);
$folder = getenv('PEER_FOLDER') . '/' . basename($name);

final class Handler
{
    public function __construct(private string $folder, private string $dialect)
    {
    }

    public function __call(string $name, array $arguments): mixed
    {
        $flags = JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION;
        $line = json_encode([$name, $arguments], $flags) . "\n";
        file_put_contents("$this->folder/seen.jsonl", $line, FILE_APPEND);
        $answers = json_decode(file_get_contents("$this->folder/answers.json"), false, 64, $flags);
        $answer = (array) ($answers->$name ?? []);
        if (isset($answer['fault'])) {
            throw new SoapFault(...$answer['fault']);
        }
        return $this->dialect === 'wsi' ? $answer : (array_values($answer)[0] ?? null);
    }
}

$server = new SoapServer("$folder/contract.wsdl", [
    'cache_wsdl' => WSDL_CACHE_NONE,
    'features' => $dialect === 'wsi' ? SOAP_SINGLE_ELEMENT_ARRAYS : 0,
]);
$server->setObject(new Handler($folder, $dialect));
$server->handle();
