<?php
/**
 * The calls that the documentation shows for SOAP V2, made as it shows them:
 * php php_examples.php WSDL > answers
 */
declare(strict_types=1);
ini_set('soap.wsdl_cache_enabled', '0');

$client = new SoapClient($argv[1]);
$session = $client->login('apiUser', 'apiKey');

$quoteId = $client->shoppingCartCreate($session);

$customerData = [
    'firstname' => 'testFirstname',
    'lastname' => 'testLastName',
    'email' => 'test@example.com',
    'mode' => 'guest',
    'website_id' => '0',
];
$resultCustomerSet = $client->shoppingCartCustomerSet($session, $quoteId, $customerData);

$resultCustomerAddresses = $client->shoppingCartCustomerAddresses(
    $session,
    $quoteId,
    [
        [
            'mode' => 'billing',
            'firstname' => 'firstname',
            'lastname' => 'lastname',
            'street' => 'street address',
            'city' => 'city',
            'region' => 'region',
            'postcode' => 'postcode',
            'country_id' => 'US',
            'telephone' => '123456789',
            'is_default_billing' => 1,
        ],
        [
            'mode' => 'shipping',
            'address_id' => '42',
        ],
    ]
);

$info = $client->shoppingCartInfo($session, (string) $quoteId);

try {
    $client->shoppingCartCustomerSet($session, $quoteId, ['mode' => 'customer', 'customer_id' => 99999]);
    $fault = null;
} catch (SoapFault $error) {
    $fault = [$error->faultcode, $error->getMessage()];
}

$ended = $client->endSession($session);

try {
    $client->shoppingCartInfo($session, $quoteId);
    $afterwards = null;
} catch (SoapFault $error) {
    $afterwards = [$error->faultcode, $error->getMessage()];
}

echo json_encode([
    'session' => strlen($session),
    'quoteId' => $quoteId,
    'set' => $resultCustomerSet,
    'addresses' => $resultCustomerAddresses,
    'info' => $info,
    'fault' => $fault,
    'ended' => $ended,
    'afterwards' => $afterwards,
], JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION);
