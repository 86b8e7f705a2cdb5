<?php
$proxy = new SoapClient('https://mahohost/api/soap/?wsdl');
$sessionId = $proxy->login('apiUser', 'apiKey');

$shoppingCartId = $proxy->call($sessionId, 'cart.create', ['maho_store']);
$customerAsGuest = [
    'firstname' => 'testFirstname',
    'lastname' => 'testLastName',
    'email' => 'testEmail',
    'website_id' => '0',
    'store_id' => '0',
    'mode' => 'guest'
];
$resultCustomerSet = $proxy->call($sessionId, 'cart_customer.set', [$shoppingCartId, $customerAsGuest]);
