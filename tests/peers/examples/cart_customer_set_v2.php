<?php
$client = new SoapClient('https://mahohost/api/v2_soap/?wsdl');
$session = $client->login('apiUser', 'apiKey');

$quoteId = $client->shoppingCartCreate($session);

$customerData = [
    'firstname' => 'testFirstname',
    'lastname' => 'testLastName',
    'email' => 'testEmail',
    'mode' => 'guest',
    'website_id' => '0'
];

$resultCustomerSet = $client->shoppingCartCustomerSet($session, $quoteId, $customerData);
