/** English words that visitors use interchangeably, one group per line. A word may be in several groups. */
const GROUPS = `
buy purchase order get acquire
cancel stop terminate abort revoke discontinue
refund reimburse reimbursement repay moneyback
return exchange replace replacement swap
delivery shipping shipment ship deliver dispatch courier arrive arrival send post
track trace locate whereabouts follow
cost price charge fee expensive pricing rate tariff amount
pay payment paying checkout transaction
invoice bill receipt billing statement
password passcode pin login signin credentials
login log sign access
register signup join enroll create open
delete remove erase close deactivate
change modify edit update alter switch adjust correct amend
email mail inbox
phone telephone call number contact mobile
agent human person representative operator staff someone executive advisor
help support assist assistance aid
problem issue trouble error bug fault broken defective wrong fail failed failure
damaged broken defective faulty
late delayed delay overdue slow
fast quick soon express urgent
discount coupon voucher promo promotion offer code deal
hours open time opening closing schedule
store shop branch outlet location
address location place where
warranty guarantee
size fit measurement dimension
available availability stock
complaint complain unhappy dissatisfied feedback
review rating feedback rate
account profile user
subscription subscribe membership plan newsletter
unsubscribe cancel
card credit debit visa mastercard
bank account
money cash funds payment
transfer send wire move
deposit topup load add credit
withdraw withdrawal cash atm
balance amount funds remaining
lost missing stolen misplaced lose
country abroad international overseas foreign
currency money exchange
travel trip journey vacation holiday
car vehicle auto automobile
fuel gas petrol
food meal dish eat
recipe cook make prepare
restaurant diner cafe place eat
reservation book reserve booking
weather forecast temperature rain
music song track play
alarm wake reminder remind
meeting appointment calendar event schedule
picture photo image
video film movie
app application software program
computer laptop pc machine
internet wifi network connection online
safe secure security
private privacy personal
information details info data
explain describe tell
show display list view see
find search locate look
begin start commence launch
end finish stop complete
increase raise higher more
decrease lower reduce less
allowed permitted permission can
need require want would
benefits perks advantages rewards points
job work employment career hiring
company business firm organization
employee worker staff
student school university college education
child kid children baby
doctor physician medical health
medicine drug medication
free complimentary gratis
cheap inexpensive affordable
repair fix mend broken
limit maximum cap
verify verification confirm identity identification
activate activation enable
block freeze lock disable
install installation setup configure
language translate translation
mistake error wrong
hello hi hey greetings
thanks thank
bye goodbye
`;

/** stem → its groups, as short names that are not words. */
export function groupStems(stem: (word: string) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [line, words] of GROUPS.trim().split('\n').entries()) {
    for (const key of new Set(words.split(' ').map(stem))) groups.set(key, [...(groups.get(key) ?? []), `~${line}`]);
  }
  return groups;
}
